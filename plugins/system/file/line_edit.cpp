// SPDX-License-Identifier: Apache-2.0
#include "line_edit.hpp"

#include <brine/error.hpp>
#include <brine/format.hpp>
#include <brine/support/regex.hpp>
#include <brine/support/text.hpp>

#include <algorithm>
#include <utility>

#include "text_edit.hpp"

namespace brine::file {
namespace {

using Lines = std::vector<std::string>;

std::string_view line_end_of(std::string_view line) {
    if (line.ends_with("\r\n")) return "\r\n";
    if (line.ends_with('\n')) return "\n";
    if (line.ends_with('\r')) return "\r";
    return {};
}

std::string_view without_end(std::string_view line) {
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::string with_end_of(std::string_view source, std::string_view line) {
    const std::string_view end = line_end_of(source);
    return std::string(support::strip_right(line)) + std::string(end.empty() ? "\n" : end);
}

// The lines in which a regular expression, or the text itself, is found.
Lines matching(const Lines& lines, std::string_view pattern) {
    Lines found;
    if (pattern.empty()) return found;
    std::optional<support::Regex> regex;
    try {
        regex.emplace(pattern, support::RegexFlags{.dot_all = true});
    } catch (const std::invalid_argument& error) {
        throw Error(format("{}: '{}'", error.what(), pattern));
    }
    for (const std::string& line : lines)
        if (line.find(pattern) != std::string::npos || regex->search(line)) found.push_back(line);
    return found;
}

class LineEdit {
  public:
    LineEdit(std::string_view text, const LineArguments& arguments)
        : arguments_(arguments),
          content_(arguments.content.value_or("")),
          lines_(text_lines(text)) {
        if (!lines_.empty() && !line_end_of(lines_.back()).empty()) lines_.emplace_back();
    }

    std::string run() {
        find_anchors();
        if (arguments_.mode == "delete") {
            remove();
        } else if (arguments_.mode == "replace") {
            replace();
        } else if (arguments_.mode == "insert") {
            insert();
        } else {
            ensure();
        }
        return finished();
    }

  private:
    void find_anchors() {
        std::string match = arguments_.match;
        if (match.empty() && !arguments_.before && !arguments_.after) match = content_;
        if (arguments_.before) before_ = matching(lines_, *arguments_.before);
        if (arguments_.after) after_ = matching(lines_, *arguments_.after);
        match_ = matching(lines_, match);
    }

    static void require_once(const Lines& found, std::string_view name) {
        if (found.size() > 1)
            throw Error(format("Found more than expected occurrences in \"{}\" expression", name));
        if (found.empty())
            throw Error(format("Found less than expected occurrences in \"{}\" expression", name));
    }

    [[nodiscard]] std::size_t index_of(const std::string& line) const {
        return static_cast<std::size_t>(std::find(lines_.begin(), lines_.end(), line) -
                                        lines_.begin());
    }

    [[nodiscard]] std::string indented(std::string_view source) const {
        if (!arguments_.indent) return content_;
        const std::size_t end = std::min(source.find_first_not_of(" \t"), source.size());
        return std::string(source.substr(0, end)) + std::string(support::strip_left(content_));
    }

    void insert_at(std::size_t index, std::string line) {
        lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(index), std::move(line));
    }

    [[nodiscard]] bool is_content(std::size_t index) const {
        return without_end(lines_[index]) == without_end(content_);
    }

    void remove() {
        if (match_.empty()) return;
        lines_.erase(std::remove(lines_.begin(), lines_.end(), match_.front()), lines_.end());
    }

    void replace() {
        if (match_.empty()) return;
        std::string& line = lines_[index_of(match_.front())];
        line = indented(line);
    }

    void insert() {
        if (!arguments_.location.empty()) {
            insert_at_location();
        } else if (!arguments_.before && !arguments_.after) {
            throw Error(
                "On insert either \"location\" or \"before/after\" conditions are required.");
        } else if (!before_.empty() && !after_.empty()) {
            require_once(before_, "before");
            require_once(after_, "after");
            const std::size_t last = index_of(before_.front());
            insert_at(last, indented(lines_[last]));
        } else if (!after_.empty()) {
            insert_behind();
        } else if (!before_.empty()) {
            require_once(before_, "before");
            const std::size_t index = index_of(before_.front());
            // Before the first line stands, as in Python, the last one.
            if (!is_content(index == 0 ? lines_.size() - 1 : index - 1))
                insert_at(index, indented(lines_[index]));
        } else {
            throw Error("Neither before or after was found in file");
        }
    }

    void insert_at_location() {
        if (arguments_.location == "end") {
            lines_.push_back(lines_.empty() ? content_ : indented(lines_.back()));
        } else if (arguments_.location == "start") {
            insert_at(0, lines_.empty() ? content_ + "\n" : with_end_of(lines_.front(), content_));
        }
    }

    void insert_behind() {
        require_once(after_, "after");
        const std::size_t index = index_of(after_.front());
        if (index + 1 >= lines_.size() || !is_content(index + 1))
            insert_at(index + 1, indented(lines_[index]));
    }

    void ensure() {
        if (!before_.empty() && !after_.empty()) {
            ensure_between();
        } else if (!before_.empty()) {
            require_once(before_, "before");
            const std::size_t index = index_of(before_.front());
            if (index == 0 || !is_content(index - 1))
                insert_at(index, indented(lines_[index == 0 ? lines_.size() - 1 : index - 1]));
        } else if (!after_.empty()) {
            insert_behind();
        } else {
            throw Error(
                "Wrong conditions? Unable to ensure line without knowing where to put it before "
                "and/or after.");
        }
    }

    void ensure_between() {
        require_once(after_, "after");
        require_once(before_, "before");
        const std::size_t after = index_of(after_.front());
        const std::size_t before = index_of(before_.front());
        const bool there = std::any_of(lines_.begin(), lines_.end(), [&](const std::string& line) {
            return without_end(support::strip_left(line)) == without_end(content_);
        });
        if (there) return;
        if (after + 1 == before) {
            insert_at(after + 1, indented(lines_[after]));
        } else if (after + 2 == before) {
            lines_[after + 1] = indented(lines_[after]);
        } else {
            throw Error("Found more than one line between boundaries \"before\" and \"after\".");
        }
    }

    // Every line but the last gets an end, that of a line near by.
    std::string finished() {
        for (std::size_t n = 0; n + 1 < lines_.size(); ++n) {
            if (!line_end_of(lines_[n]).empty()) continue;
            const std::size_t model = n >= 2 ? n - 1 : 1;
            lines_[n] = with_end_of(lines_[model], lines_[n]);
        }
        return joined_lines(lines_);
    }

    const LineArguments& arguments_;
    std::string content_;
    Lines lines_;
    Lines before_;
    Lines after_;
    Lines match_;
};

}  // namespace

std::string edit_line(std::string_view text, const LineArguments& arguments) {
    const std::string& mode = arguments.mode;
    if (mode.empty()) throw Error("Mode was not defined. How to process the file?");
    if (mode != "insert" && mode != "ensure" && mode != "delete" && mode != "replace")
        throw Error(format("Unknown mode: \"{}\"", mode));
    if (mode != "delete" && !arguments.content)
        throw Error("Content can only be empty if mode is \"delete\"");
    return LineEdit(text, arguments).run();
}

}  // namespace brine::file
