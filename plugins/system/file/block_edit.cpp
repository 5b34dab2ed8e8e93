// SPDX-License-Identifier: Apache-2.0
#include "block_edit.hpp"

#include <brine/error.hpp>
#include <brine/support/regex.hpp>
#include <brine/support/text.hpp>

#include <algorithm>

namespace brine::file {
namespace {

constexpr const char* markers_not_found =
    "Cannot edit marked block. Markers were not found in file.";

class BlockEdit {
  public:
    BlockEdit(const std::vector<std::string>& lines, const BlockArguments& arguments)
        : lines_(lines), arguments_(arguments) {
        const int places = static_cast<int>(arguments.append_if_not_found) +
                           static_cast<int>(arguments.prepend_if_not_found) +
                           static_cast<int>(!arguments.insert_before_match.empty()) +
                           static_cast<int>(!arguments.insert_after_match.empty());
        if (places > 1)
            throw BadArgument(
                "Only one of append_if_not_found, prepend_if_not_found, insert_before_match, and "
                "insert_after_match is permitted");
        if (!lines.empty() && lines.front().ends_with("\r\n")) line_end_ = "\r\n";
    }

    std::vector<std::string> run() {
        replace_existing();
        if (!found_) add_new();
        return std::move(out_);
    }

  private:
    void replace_existing() {
        bool in_block = false;
        for (const std::string& line : lines_) {
            if (line.find(arguments_.marker_start) != std::string::npos) {
                in_block = true;
                out_.push_back(line);
            } else if (in_block) {
                const std::size_t end = line.find(arguments_.marker_end);
                if (end == std::string::npos) continue;
                in_block = false;
                found_ = true;
                add_content(out_, line.substr(end));
            } else {
                out_.push_back(line);
            }
        }
        if (in_block)
            throw Error("Unterminated marked block. End of file reached before marker_end.");
    }

    // Content and end marker.
    void add_content(std::vector<std::string>& to, std::string_view end_marker) const {
        while (end_marker.ends_with('\r') || end_marker.ends_with('\n'))
            end_marker.remove_suffix(1);
        const std::string end_line = std::string(end_marker).append(line_end_);
        const auto content = support::split(arguments_.content, '\n');
        for (std::size_t n = 0; n < content.size(); ++n) {
            std::string line(content[n]);
            const bool last = n + 1 == content.size();
            if (!last && line.ends_with('\r')) line.pop_back();
            if (!last || arguments_.append_newline) {
                to.push_back(line + std::string(line_end_));
                if (last) to.push_back(end_line);
            } else {
                to.push_back(line + end_line);
            }
        }
    }

    [[nodiscard]] std::vector<std::string> new_block() const {
        std::vector<std::string> block{arguments_.marker_start + std::string(line_end_)};
        add_content(block, arguments_.marker_end);
        return block;
    }

    void add_new() {
        const std::vector<std::string> block = new_block();
        if (arguments_.prepend_if_not_found) {
            out_.insert(out_.begin(), block.begin(), block.end());
        } else if (arguments_.append_if_not_found) {
            if (!out_.empty() && !out_.back().ends_with(line_end_)) out_.back() += line_end_;
            out_.insert(out_.end(), block.begin(), block.end());
        } else {
            insert_at_match(block);
        }
    }

    void insert_at_match(const std::vector<std::string>& block) {
        const bool before = !arguments_.insert_before_match.empty();
        const std::string& pattern =
            before ? arguments_.insert_before_match : arguments_.insert_after_match;
        if (pattern.empty()) throw Error(markers_not_found);
        const support::Regex regex(pattern);
        const auto at = std::find_if(out_.begin(), out_.end(), [&](const std::string& line) {
            return regex.search(line).has_value();
        });
        if (at == out_.end()) throw Error(markers_not_found);
        if (!before && !at->ends_with('\n')) *at += line_end_;
        out_.insert(before ? at : at + 1, block.begin(), block.end());
    }

    const std::vector<std::string>& lines_;
    const BlockArguments& arguments_;
    std::string_view line_end_ = "\n";
    std::vector<std::string> out_;
    bool found_ = false;
};

}  // namespace

std::vector<std::string> replace_block(const std::vector<std::string>& lines,
                                       const BlockArguments& arguments) {
    return BlockEdit(lines, arguments).run();
}

}  // namespace brine::file
