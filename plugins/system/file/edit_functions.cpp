// SPDX-License-Identifier: Apache-2.0
//
// The functions that edit and search text files.
#include <brine/sdk.hpp>
#include <brine/support/text.hpp>

#include <sys/stat.h>
#include <ctime>

#include "block_edit.hpp"
#include "comment_edit.hpp"
#include "groups.hpp"
#include "line_edit.hpp"
#include "line_function.hpp"
#include "path.hpp"
#include "replace_edit.hpp"
#include "status.hpp"
#include "text_diff.hpp"

namespace brine::file {
namespace {

std::size_t count_of(std::int64_t count) {
    return count <= 0 ? 0 : static_cast<std::size_t>(count);
}

// What functions answer that show the difference or only tell whether there is one.
Value told(Call& call, bool show_changes, const std::string& diff) {
    return show_changes ? call.str(diff) : Value(!diff.empty());
}

Value replace(Call& call, std::string_view path, Text pattern, Text repl, std::int64_t count,
              Value flags, Value, bool append_if_not_found, bool prepend_if_not_found,
              std::optional<Text> not_found_content, Value backup, bool dry_run, bool search_only,
              bool show_changes, bool ignore_if_missing, bool preserve_inode,
              bool backslash_literal) {
    if (!exists(expand_user(path)) && ignore_if_missing) return false;
    if (search_only) {
        if (append_if_not_found || prepend_if_not_found)
            throw BadArgument("search_only cannot be used with append/prepend_if_not_found");
        return found_in_file(path, pattern, regex_flags(flags));
    }
    ReplaceArguments arguments{.pattern = pattern.str(),
                               .repl = repl.str(),
                               .count = count_of(count),
                               .flags = regex_flags(flags),
                               .append_if_not_found = append_if_not_found,
                               .prepend_if_not_found = prepend_if_not_found,
                               .backup = backup,
                               .dry_run = dry_run,
                               .keep_inode = preserve_inode,
                               .backslash_literal = backslash_literal};
    if (not_found_content) arguments.not_found_content = not_found_content->str();
    return told(call, show_changes, replace_in_file(path, arguments));
}

bool search(Call&, std::string_view path, Text pattern, Value flags, Value, bool ignore_if_missing,
            bool multiline) {
    if (!exists(expand_user(path)) && ignore_if_missing) return false;
    support::RegexFlags wanted = regex_flags(flags);
    wanted.multi_line = wanted.multi_line || multiline;
    return found_in_file(path, pattern, wanted);
}

Value blockreplace(Call& call, std::string_view path, std::string_view marker_start,
                   std::string_view marker_end, std::string_view content, bool append_if_not_found,
                   bool prepend_if_not_found, Value backup, bool dry_run, bool show_changes,
                   std::optional<bool> append_newline,
                   std::optional<std::string_view> insert_before_match,
                   std::optional<std::string_view> insert_after_match) {
    const EditedFile file = open_for_edit(path);
    const std::string text = joined_lines(
        replace_block(text_lines(file.bytes),
                      {.marker_start = std::string(marker_start),
                       .marker_end = std::string(marker_end),
                       .content = std::string(content),
                       .append_if_not_found = append_if_not_found,
                       .prepend_if_not_found = prepend_if_not_found,
                       .append_newline = append_newline.value_or(!content.ends_with('\n')),
                       .insert_before_match = std::string(insert_before_match.value_or("")),
                       .insert_after_match = std::string(insert_after_match.value_or(""))}));
    if (text != file.bytes && !dry_run)
        store_edit(file, text, {.backup = backup_extension(backup)});
    return told(call, show_changes, content_diff(file.bytes, text));
}

Value line(Call& call, std::string_view path, std::optional<Text> content,
           std::optional<Text> match, std::optional<std::string_view> mode,
           std::optional<std::string_view> location, std::optional<Text> before,
           std::optional<Text> after, bool show_changes, bool backup, bool quiet, bool indent) {
    LineArguments arguments{.mode = lower_mode(mode), .indent = indent};
    arguments.location = location.value_or("");
    if (content) arguments.content = content->str();
    if (match) arguments.match = match->str();
    if (before) arguments.before = before->str();
    if (after) arguments.after = after->str();
    return line_function(
        call, path, arguments,
        {.show_changes = show_changes, .backup = backup, .quiet = quiet, .test = call.test()});
}

Value comment_line(Call& call, std::string_view path, std::string_view regex, std::string_view c,
                   bool cmnt, Value backup) {
    const std::optional<std::string> diff = comment_lines(path, regex, c, cmnt, backup);
    return diff ? call.str(*diff) : Value(false);
}

std::string_view without_leading(std::string_view line, std::string_view characters) {
    const std::size_t begin = line.find_first_not_of(characters);
    return begin == std::string_view::npos ? std::string_view() : line.substr(begin);
}

bool contains_regex(Call&, std::string_view given, std::string_view pattern,
                    std::string_view lchar) {
    if (!exists(expand_user(given))) return false;
    const EditedFile file = open_for_edit(given);
    const support::Regex regex(pattern, {.bytes = !support::utf8_valid(file.bytes)});
    for (const std::string& line : text_lines(file.bytes))
        if (regex.search(lchar.empty() ? line : without_leading(line, lchar))) return true;
    return false;
}

}  // namespace

void add_edit_functions(Plugin& p) {
    p.exec("file.replace", replace, "path"_a, "pattern"_a, "repl"_a, "count"_a = 0, "flags"_a = 8,
           "bufsize"_a = 1, "append_if_not_found"_a = false, "prepend_if_not_found"_a = false,
           "not_found_content"_a = nullptr, "backup"_a = ".bak", "dry_run"_a = false,
           "search_only"_a = false, "show_changes"_a = true, "ignore_if_missing"_a = false,
           "preserve_inode"_a = true, "backslash_literal"_a = false)
        .doc(
            "Replaces what matches a regular expression in a file.\n\n- `path` (str)\n"
            "- `pattern` (str): regular expression of Python; as bytes, so `\\w` is ASCII\n"
            "- `repl` (str): replacement, with `\\1` and `\\g<name>` for groups\n"
            "- `count` (int, 0): at most so many; 0 for all\n"
            "- `flags` (int, str or list of str, 8): of Python's re, such as `MULTILINE`\n"
            "- `bufsize`: accepted; the file is always read as a whole\n"
            "- `append_if_not_found`, `prepend_if_not_found` (bool, false): add "
            "`not_found_content` (default: `repl`) as a line when nothing matches and there is no "
            "such line\n"
            "- `backup` (str or false, `.bak`): extension of a copy of the old file\n"
            "- `dry_run` (bool, false): change nothing\n"
            "- `search_only` (bool, false): only answer whether the pattern is found\n"
            "- `show_changes` (bool, true): answer the difference, else whether there is one\n"
            "- `ignore_if_missing` (bool, false): a missing file is no error\n"
            "- `preserve_inode` (bool, true): a file with several hard links is written in place, "
            "so that it keeps them\n"
            "- `backslash_literal` (bool, false): backslashes in `repl` mean nothing\n\n"
            "Returns: str or bool.\n\n"
            "    brine call file.replace /etc/ssh/sshd_config '^#?Port .*' 'Port 2222'");
    p.exec("file.search", search, "path"_a, "pattern"_a, "flags"_a = 8, "bufsize"_a = 1,
           "ignore_if_missing"_a = false, "multiline"_a = false)
        .doc(
            "Answers whether a regular expression is found in a file.\n\n- `path`, `pattern` "
            "(str)\n- `flags` (int, str or list of str, 8)\n- `bufsize`: accepted\n"
            "- `ignore_if_missing` (bool, false)\n- `multiline` (bool, false): adds the flag\n\n"
            "Returns: bool.\n\n    brine call file.search /etc/crontab 'mymaintenance.sh'");
    p.exec("file.blockreplace", blockreplace, "path"_a,
           "marker_start"_a = "#-- start managed zone --",
           "marker_end"_a = "#-- end managed zone --", "content"_a = "",
           "append_if_not_found"_a = false, "prepend_if_not_found"_a = false, "backup"_a = ".bak",
           "dry_run"_a = false, "show_changes"_a = true, "append_newline"_a = false,
           "insert_before_match"_a = nullptr, "insert_after_match"_a = nullptr)
        .doc(
            "Replaces the lines between two marker lines.\n\n- `path` (str)\n"
            "- `marker_start`, `marker_end` (str): found anywhere in their lines\n"
            "- `content` (str): the new lines between them\n"
            "- `append_if_not_found`, `prepend_if_not_found` (bool, false): add the block when "
            "there is none\n- `insert_before_match`, `insert_after_match` (str): regular "
            "expression of the line beside which it is added\n"
            "- `append_newline` (bool, false): end the content with a line break; nil: if it has "
            "none\n- `backup` (str or false, `.bak`): extension of a copy of the old file\n"
            "- `dry_run` (bool, false): change nothing\n"
            "- `show_changes` (bool, true): answer the difference, else whether there is one\n\n"
            "Returns: str or bool.\n\n"
            "    brine call file.blockreplace /etc/hosts '#-- begin' '#-- end' '10.0.0.1 db' "
            "append_if_not_found=True");
    p.exec("file.line", line, "path"_a, "content"_a = nullptr, "match"_a = nullptr,
           "mode"_a = nullptr, "location"_a = nullptr, "before"_a = nullptr, "after"_a = nullptr,
           "show_changes"_a = true, "backup"_a = false, "quiet"_a = false, "indent"_a = true)
        .doc(
            "Inserts, replaces, deletes or ensures one line of a file.\n\n- `path` (str)\n"
            "- `content` (str): the line\n- `mode` (str): insert, ensure, delete or replace\n"
            "- `match` (str): regular expression of the line to delete or replace; default: "
            "`content`\n- `before`, `after` (str): regular expressions of lines beside which the "
            "line goes\n- `location` (str): start or end, for insert\n"
            "- `indent` (bool, true): indent as the line beside it\n"
            "- `backup` (bool, false): keep a copy, with the time in its name\n"
            "- `quiet` (bool, false): a missing file is no error\n"
            "- `show_changes` (bool, true): answer the difference\n\n"
            "Returns: str or bool.\n\n"
            "    brine call file.line /etc/nsswitch.conf 'networks: files dns' after='hosts:.*' "
            "mode=ensure");
    p.exec("file.comment_line", comment_line, "path"_a, "regex"_a, "char"_a = "#", "cmnt"_a = true,
           "backup"_a = ".bak")
        .doc(
            "Comments lines out or in.\n\n- `path` (str)\n"
            "- `regex` (str): lines that match it from their beginning on\n"
            "- `char` (str, `#`): what comments begin with\n"
            "- `cmnt` (bool, true): false takes the comment away\n"
            "- `backup` (str or false, `.bak`): extension of a copy of the old file\n\n"
            "Returns: str, the difference, or false when no line matches.\n\n"
            "    brine call file.comment_line /etc/modules pcspkr");
    p.exec(
         "file.comment",
         [](Call& call, std::string_view path, std::string_view regex, std::string_view c,
            Value backup) { return comment_line(call, path, regex, c, true, backup); },
         "path"_a, "regex"_a, "char"_a = "#", "backup"_a = ".bak")
        .doc(
            "Comments lines out; as `file.comment_line`.\n\n- `path`, `regex` (str)\n"
            "- `char` (str, `#`)\n- `backup` (str or false, `.bak`)\n\nReturns: str or false.\n\n"
            "    brine call file.comment /etc/modules pcspkr");
    p.exec(
         "file.uncomment",
         [](Call& call, std::string_view path, std::string_view regex, std::string_view c,
            Value backup) { return comment_line(call, path, regex, c, false, backup); },
         "path"_a, "regex"_a, "char"_a = "#", "backup"_a = ".bak")
        .doc(
            "Takes the comment away from lines; as `file.comment_line`.\n\n- `path`, `regex` "
            "(str): without the comment\n- `char` (str, `#`)\n- `backup` (str or false, `.bak`)\n\n"
            "Returns: str or false.\n\n"
            "    brine call file.uncomment /etc/hosts.deny 'ALL: PARANOID'");
    p.exec("file.contains_regex", contains_regex, "path"_a, "regex"_a, "lchar"_a = "")
        .doc(
            "Answers whether a regular expression is found in a line of a file.\n\n"
            "- `path`, `regex` (str)\n- `lchar` (str): characters at the beginning of lines that "
            "do not count\n\nReturns: bool.\n\n"
            "    brine call file.contains_regex /etc/crontab '^@daily'");
}

}  // namespace brine::file
