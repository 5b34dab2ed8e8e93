// SPDX-License-Identifier: Apache-2.0
#include "brine/support/diff.hpp"
#include "edit_script.hpp"
#include "sequence_matcher.hpp"

namespace brine::support {
namespace {

using Lines = std::span<const std::string_view>;

// Lines are numbered from 1; an empty range names the line before it.
std::string format_range(std::size_t begin, std::size_t end) {
    const std::size_t length = end - begin;
    if (length == 1) return std::to_string(begin + 1);
    return std::to_string(length == 0 ? begin : begin + 1) + "," + std::to_string(length);
}

std::string hunk_header(const Hunk& hunk) {
    const Edit& first = hunk.front();
    const Edit& last = hunk.back();
    return "@@ -" + format_range(first.from_begin, last.from_end) + " +" +
           format_range(first.to_begin, last.to_end) + " @@\n";
}

std::string file_header(std::string_view marker, std::string_view name) {
    return std::string(marker).append(name).append("\n");
}

void append_marked(std::vector<std::string>& diff, char marker, Lines lines) {
    for (const std::string_view line : lines) diff.push_back(std::string(1, marker).append(line));
}

}  // namespace

std::vector<std::string> unified_diff(Lines from_lines, Lines to_lines, std::string_view from_name,
                                      std::string_view to_name, std::size_t context) {
    const std::vector<Edit> edits =
        make_edits(find_matching_blocks(from_lines, to_lines), from_lines.size(), to_lines.size());
    const std::vector<Hunk> hunks = group_edits(edits, context);
    if (hunks.empty()) return {};
    std::vector<std::string> diff{file_header("--- ", from_name), file_header("+++ ", to_name)};
    for (const Hunk& hunk : hunks) {
        diff.push_back(hunk_header(hunk));
        for (const Edit& edit : hunk) {
            const Lines removed =
                from_lines.subspan(edit.from_begin, edit.from_end - edit.from_begin);
            append_marked(diff, edit.equal ? ' ' : '-', removed);
            if (edit.equal) continue;
            append_marked(diff, '+', to_lines.subspan(edit.to_begin, edit.to_end - edit.to_begin));
        }
    }
    return diff;
}

}  // namespace brine::support
