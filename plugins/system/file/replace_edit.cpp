// SPDX-License-Identifier: Apache-2.0
#include "replace_edit.hpp"

#include <brine/error.hpp>

#include "text_diff.hpp"

namespace brine::file {
namespace {

std::string with_literal_backslashes(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\') out += '\\';
        out += c;
    }
    return out;
}

// Whether `content` is a line of the text.
bool is_line_of(std::string_view text, std::string_view content, const support::RegexFlags& flags) {
    const std::string pattern = "^" + support::regex_escape(content) + "($|(?=\r\n))";
    return support::Regex(pattern, flags).search(text).has_value();
}

std::string with_added(std::string text, std::string_view content, bool in_front) {
    const std::string line = std::string(content) + '\n';
    if (in_front) return line + text;
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    return text + line;
}

}  // namespace

std::string replace_in_file(std::string_view path, const ReplaceArguments& arguments) {
    const EditedFile file = open_for_edit(path);
    if (arguments.append_if_not_found && arguments.prepend_if_not_found)
        throw BadArgument("Only one of append and prepend_if_not_found is permitted");
    support::RegexFlags flags = arguments.flags;
    flags.bytes = true;
    std::size_t replaced = 0;
    std::string result =
        support::Regex(arguments.pattern, flags)
            .replace(file.bytes,
                     arguments.backslash_literal ? with_literal_backslashes(arguments.repl)
                                                 : arguments.repl,
                     arguments.count, &replaced);
    if (replaced == 0 && (arguments.append_if_not_found || arguments.prepend_if_not_found)) {
        const auto& given = arguments.not_found_content;
        const std::string& looked_for = given && !given->empty() ? *given : arguments.repl;
        if (!is_line_of(file.bytes, looked_for, flags))
            result = with_added(std::move(result), given ? *given : arguments.repl,
                                arguments.prepend_if_not_found);
    }
    if (result == file.bytes) return {};
    std::string diff = content_diff(file.bytes, result);
    if (!arguments.dry_run)
        store_edit(
            file, result,
            {.backup = backup_extension(arguments.backup), .keep_inode = arguments.keep_inode});
    return diff;
}

bool found_in_file(std::string_view path, std::string_view pattern, support::RegexFlags flags) {
    flags.bytes = true;
    return support::Regex(pattern, flags).search(open_for_edit(path).bytes).has_value();
}

}  // namespace brine::file
