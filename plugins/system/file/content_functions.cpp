// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>
#include <brine/support/file.hpp>
#include <brine/support/glob.hpp>
#include <brine/support/text.hpp>

#include "groups.hpp"
#include "path.hpp"
#include "salt_url.hpp"
#include "status.hpp"
#include "text_diff.hpp"

namespace brine::file {
namespace {

// Lines given one by one, or all as the keyword argument `args`.
std::vector<std::string> lines_of(std::string_view function, Rest rest, Kwargs kwargs) {
    for (const Pair& pair : kwargs.map.pairs())
        if (pair.key.str_or("") != "args")
            throw BadArgument(
                format("'{}' is an invalid keyword argument for '{}'", pair.key, function));
    const Value args = kwargs["args"];
    std::vector<std::string> lines;
    if (args.is_nil()) {
        for (const Value& line : rest.items) lines.push_back(to_text(line));
    } else if (args.is_list()) {
        for (const Value& line : args.items()) lines.push_back(to_text(line));
    } else {
        lines.push_back(to_text(args));
    }
    return lines;
}

std::string with_ends(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text.append(line).append("\n");
    return text;
}

// Text as it is read: all line ends become "\n".
std::string plain_line_ends(std::string text) {
    std::size_t to = 0;
    for (std::size_t from = 0; from < text.size(); ++from) {
        const bool pair = text[from] == '\r' && from + 1 < text.size() && text[from + 1] == '\n';
        if (pair) continue;
        text[to++] = text[from] == '\r' ? '\n' : text[from];
    }
    text.resize(to);
    return text;
}

void put(const std::string& path, std::string_view text) {
    support::replace_file(path, text, {.links = support::LinkPolicy::resolve_links});
}

Value read(Call& call, std::string_view path, bool binary) {
    const std::string bytes = support::read_file(std::string(path));
    if (binary) return Value::stable_bytes(call.memory().copy(bytes));
    if (!support::utf8_valid(bytes))
        throw Error(format("'{}' is not UTF-8 text; read it with binary=True", path));
    return call.str(plain_line_ends(bytes));
}

std::string write(Call&, std::string_view given, Rest rest, Kwargs kwargs) {
    const std::string path = expand_user(given);
    const std::vector<std::string> lines = lines_of("file.write", rest, kwargs);
    put(path, with_ends(lines));
    return format("Wrote {} lines to \"{}\"", lines.size(), path);
}

std::string append(Call&, std::string_view given, Rest rest, Kwargs kwargs) {
    const std::string path = expand_user(given);
    const std::vector<std::string> lines = lines_of("file.append", rest, kwargs);
    std::string text = support::read_file(path);
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    put(path, text + with_ends(lines));
    return format("Wrote {} lines to \"{}\"", lines.size(), path);
}

std::string prepend(Call&, std::string_view given, Rest rest, Kwargs kwargs) {
    const std::string path = expand_user(given);
    const std::vector<std::string> lines = lines_of("file.prepend", rest, kwargs);
    const std::string text = exists(path) ? support::read_file(path) : std::string();
    put(path, with_ends(lines) + text);
    return format("Prepended {} lines to \"{}\"", lines.size(), path);
}

bool contains(Call&, std::string_view given, Text text) {
    const std::string path = expand_user(given);
    if (!exists(path)) return false;
    return support::read_file(path).find(support::strip(text)) != std::string::npos;
}

bool contains_glob(Call&, std::string_view given, std::string_view glob_expr) {
    const std::string path = expand_user(given);
    return exists(path) && support::glob_matches(support::read_file(path), glob_expr);
}

std::string compared_file(Call& call, std::string_view file, std::string_view saltenv) {
    std::optional<std::string> path = find_source(call, file, saltenv);
    if (!path) throw Error(format("Failed to cache one or more files: File {} not found", file));
    return std::move(*path);
}

std::string get_diff(Call& call, std::string_view file1, std::string_view file2,
                     std::string_view saltenv, bool show_filenames, bool show_changes,
                     bool is_template) {
    const std::string before = compared_file(call, file1, saltenv);
    const std::string after = compared_file(call, file2, saltenv);
    const std::string old_bytes = support::read_file(before);
    const std::string new_bytes = support::read_file(after);
    if (old_bytes == new_bytes) return {};
    if (is_template && call.option("obfuscate_templates")) return "<Obfuscated Template>";
    if (!show_changes) return "<show_changes=False>";
    if (!show_filenames) return content_diff(old_bytes, new_bytes);
    return content_diff(old_bytes, new_bytes, before, after);
}

}  // namespace

void add_content_functions(Plugin& p) {
    p.exec("file.read", read, "path"_a, "binary"_a = false)
        .doc(
            "Answers what is in a file.\n\n- `path` (str)\n"
            "- `binary` (bool, false): bytes as they are; otherwise text with plain line ends\n\n"
            "Returns: str or bytes.\n\n    brine call file.read /etc/hostname");
    p.exec("file.write", write, "path"_a, "lines"_a, "kwargs"_a)
        .doc(
            "Replaces what is in a file by lines.\n\n- `path` (str)\n"
            "- `*lines`, or the keyword argument `args` (list): the lines\n\n"
            "Returns: str, how many lines were written.\n\n"
            "    brine call file.write /etc/motd 'Welcome' 'Be nice'");
    p.exec("file.append", append, "path"_a, "lines"_a, "kwargs"_a)
        .doc(
            "Adds lines at the end of a file, which must exist.\n\n- `path` (str)\n"
            "- `*lines`, or the keyword argument `args` (list): the lines\n\n"
            "Returns: str, how many lines were written.\n\n"
            "    brine call file.append /etc/motd 'With all thine offerings'");
    p.exec("file.prepend", prepend, "path"_a, "lines"_a, "kwargs"_a)
        .doc(
            "Puts lines in front of a file, which is made if it is missing.\n\n- `path` (str)\n"
            "- `*lines`, or the keyword argument `args` (list): the lines\n\n"
            "Returns: str, how many lines were written.\n\n"
            "    brine call file.prepend /etc/motd 'With all thine offerings'");
    p.exec("file.contains", contains, "path"_a, "text"_a)
        .doc(
            "Answers whether a text is in a file.\n\n- `path` (str)\n"
            "- `text` (str): white space around it does not count\n\nReturns: bool.\n\n"
            "    brine call file.contains /etc/crontab 'mymaintenance.sh'");
    p.exec("file.contains_glob", contains_glob, "path"_a, "glob_expr"_a)
        .doc(
            "Answers whether the whole content of a file matches a glob.\n\n- `path` (str)\n"
            "- `glob_expr` (str)\n\nReturns: bool.\n\n"
            "    brine call file.contains_glob /etc/foobar '*cheese*'");
    p.exec("file.get_diff", get_diff, "file1"_a, "file2"_a, "saltenv"_a = "base",
           "show_filenames"_a = true, "show_changes"_a = true, "template"_a = false)
        .doc(
            "Answers the difference of two files as a unified diff.\n\n"
            "- `file1`, `file2` (str): path, `file://` or `salt://` URL\n"
            "- `saltenv` (str, base): environment of the file server\n"
            "- `show_filenames` (bool, true): name the files in the diff\n"
            "- `show_changes` (bool, true): false only tells that there is a difference\n"
            "- `template` (bool, false): heed the option `obfuscate_templates`\n\n"
            "Returns: str, empty for equal files.\n\n"
            "    brine call file.get_diff /etc/foo.conf /etc/foo.conf.rpmnew");
}

}  // namespace brine::file
