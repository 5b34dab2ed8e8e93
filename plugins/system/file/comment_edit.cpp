// SPDX-License-Identifier: Apache-2.0
#include "comment_edit.hpp"

#include <brine/format.hpp>
#include <brine/support/text.hpp>

#include "text_diff.hpp"
#include "text_edit.hpp"

namespace brine::file {
namespace {

std::string line_pattern(std::string_view pattern, std::string_view character, bool comment) {
    const bool at_begin = pattern.starts_with('^');
    const bool at_end = pattern.ends_with('$');
    while (pattern.starts_with('^')) pattern.remove_prefix(1);
    while (pattern.ends_with('$')) pattern.remove_suffix(1);
    const std::string_view end = at_end ? "$" : "";
    if (comment) return format("{}({}){}", at_begin ? "^" : "", pattern, end);
    return format("^{}\\s*({}){}", character, pattern, end);
}

std::string_view without_leading(std::string_view line, std::string_view characters) {
    const std::size_t begin = line.find_first_not_of(characters);
    return begin == std::string_view::npos ? std::string_view() : line.substr(begin);
}

}  // namespace

std::optional<std::string> comment_lines(std::string_view path, std::string_view pattern,
                                         std::string_view character, bool comment,
                                         const Value& backup) {
    const EditedFile file = open_for_edit(path);
    const support::Regex regex(line_pattern(pattern, character, comment),
                               {.bytes = !support::utf8_valid(file.bytes)});
    std::string before;
    std::string after;
    std::string text;
    for (const std::string& line : text_lines(file.bytes)) {
        if (!regex.match(line)) {
            text += line;
            continue;
        }
        const std::string changed =
            comment ? std::string(character) + line : std::string(without_leading(line, character));
        before += line;
        after += changed;
        text += changed;
    }
    if (before.empty()) return std::nullopt;
    store_edit(file, text, {.backup = backup_extension(backup)});
    return content_diff(before, after);
}

}  // namespace brine::file
