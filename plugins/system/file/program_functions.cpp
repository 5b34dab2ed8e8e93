// SPDX-License-Identifier: Apache-2.0
//
// The functions that have a program do the work: sed, grep, patch, lsattr, chattr, chcon.
#include <glob.h>
#include <brine/sdk.hpp>
#include <brine/support/file.hpp>
#include <brine/support/regex.hpp>
#include <brine/support/text.hpp>

#include "groups.hpp"
#include "path.hpp"
#include "status.hpp"
#include "text_edit.hpp"

namespace brine::file {
namespace {

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> list;
    for (const std::string_view word : support::split(text, ' '))
        if (!word.empty()) list.emplace_back(word);
    return list;
}

Value argv_of(Call& call, const std::vector<std::string>& words) {
    List list = call.list();
    for (const std::string& word : words) list.add(word);
    return list.value();
}

Value run_all(Call& call, const std::vector<std::string>& argv) {
    return call.call("cmd.run_all", {{"cmd", argv_of(call, argv)}, {"python_shell", false}});
}

// What sed needs escaped between its slashes.
std::string sed_escaped(std::string_view text, bool escape_all) {
    std::string out;
    constexpr std::string_view special = "\"'%[]{}()$.*+?^|&`";
    for (const char c : text) {
        if (c == '/' || (escape_all && special.find(c) != std::string_view::npos)) out += '\\';
        out += c;
    }
    return out;
}

Value sed(Call& call, std::string_view given, Text before, Text after, Text limit,
          std::string_view backup, std::string_view options, std::string_view flags,
          bool escape_all, bool negate_match) {
    const std::string path = expand_user(given);
    if (!exists(path)) return false;
    std::vector<std::string> argv{"sed", format("-i{}", backup)};
    for (std::string& option : words(options)) argv.push_back(std::move(option));
    const std::string address =
        limit.str().empty() ? "" : format("/{}/ ", sed_escaped(limit, escape_all));
    argv.push_back(format("{}{}s/{}/{}/{}", address, negate_match ? "!" : "",
                          sed_escaped(before, escape_all), sed_escaped(after, escape_all), flags));
    argv.push_back(path);
    return run_all(call, argv);
}

bool sed_contains(Call& call, std::string_view given, Text text, Text limit,
                  std::string_view flags) {
    const std::string path = expand_user(given);
    if (!exists(path)) return false;
    const std::string address =
        limit.str().empty() ? "" : format("/{}/ ", sed_escaped(limit, false));
    const Value output = call.call(
        "cmd.run",
        {{"cmd",
          argv_of(call, {"sed", "-n", "-r", "-e",
                         format("{}s/{}/$/p{}", address, sed_escaped(text, false), flags), path})},
         {"python_shell", false}});
    return static_cast<bool>(output);
}

// Salt's sed in Python: `g` of the flags means all, the others are those of regular expressions.
void psed(Call&, std::string_view path, Text before, Text after, Text limit,
          std::string_view backup, std::string_view flags, bool escape_all, bool) {
    support::RegexFlags regex_flags;
    std::size_t count = 1;
    for (const char flag : flags) {
        if (flag == 'g') {
            count = 0;
        } else {
            support::set_regex_flag(regex_flags, std::string_view(&flag, 1));
        }
    }
    const EditedFile file = open_for_edit(path);
    const support::Regex regex(escape_all ? support::regex_escape(before) : before.str(),
                               regex_flags);
    std::string text = file.bytes;
    if (limit.str().empty()) {
        text = regex.replace(text, after.str(), count);
    } else if (const auto found = support::Regex(limit.str()).search(text)) {
        text = text.substr(0, found->end()) +
               regex.replace(text.substr(found->end()), after.str(), count);
    }
    store_edit(file, text, {.backup = std::string(backup)});
}

// ---- patch ----

bool has_option(const std::vector<std::string>& argv, std::string_view short_form,
                std::string_view long_form) {
    for (const std::string& word : argv)
        if (word.starts_with(short_form) || word.starts_with(long_form)) return true;
    return false;
}

Value patch(Call& call, std::string_view originalfile, std::string_view patchfile, Value options,
            bool dry_run) {
    if (!call.call("cmd.has_exec", {{"cmd", "patch"}}))
        throw Unavailable(
            "patch executable not found. Is the distribution's patch package installed?");
    std::vector<std::string> argv{"patch"};
    for (const Value& option : options.items()) argv.push_back(to_text(option));
    if (options.is_str())
        for (std::string& option : words(options.str())) argv.push_back(std::move(option));
    if (dry_run) argv.emplace_back("--dry-run");
    if (!has_option(argv, "-N", "--forward")) argv.emplace_back("--forward");
    if (!has_option(argv, "-r", "--reject-file")) argv.emplace_back("--reject-file=-");
    argv.insert(argv.end(), {"-i", std::string(patchfile)});
    const std::string path(originalfile);
    if (is_directory(path)) {
        argv.insert(argv.end(), {"-d", path});
        if (!has_option(argv, "-p", "--strip=")) argv.emplace_back("--strip=0");
    } else {
        argv.push_back(path);
    }
    return run_all(call, argv);
}

Value grep(Call& call, std::string_view path, std::string_view pattern, Rest options) {
    std::vector<std::string> argv{"grep"};
    for (const Value& option : options.items) {
        const std::vector<std::string> parts = words(to_text(option));
        if (parts.size() > 1)
            throw BadArgument(
                format("Passing multiple command line arguments in a single string is not "
                       "supported, please pass the following arguments separately: {}",
                       option));
        argv.insert(argv.end(), parts.begin(), parts.end());
    }
    argv.emplace_back(pattern);
    const std::string expanded = expand_user(path);
    glob_t found{};
    if (::glob(expanded.c_str(), 0, nullptr, &found) == 0) {
        argv.insert(argv.end(), found.gl_pathv, found.gl_pathv + found.gl_pathc);
    } else {
        argv.push_back(expanded);
    }
    ::globfree(&found);
    return run_all(call, argv);
}

// ---- attributes ----

Value lsattr(Call& call, std::string_view given) {
    const std::string path(given);
    if (!call.call("cmd.has_exec", {{"cmd", "lsattr"}})) return {};
    if (!exists(path)) throw BadArgument(format("File or directory does not exist: {}", path));
    const Value output = call.call("cmd.run", {{"cmd", argv_of(call, {"lsattr", path})},
                                               {"ignore_retcode", true},
                                               {"python_shell", false}});
    Map files = call.map();
    for (const std::string_view line : support::split(output.str_or(""), '\n')) {
        const std::size_t blank = line.find(' ');
        if (line.starts_with("lsattr: ") || blank == std::string_view::npos) continue;
        List attributes = call.list();
        for (const char c : line.substr(0, blank))
            if (c != '-') attributes.add(call.str(std::string(1, c)));
        files.set(call.str(support::strip(line.substr(blank))), attributes.value());
    }
    return files.value();
}

bool chattr(Call& call, Rest files, Kwargs options) {
    const std::string_view operation = options["operator"].str_or("");
    if (operation != "add" && operation != "remove")
        throw BadArgument("Need an operator: 'add' or 'remove' to modify attributes.");
    if (options["attributes"].is_nil()) throw BadArgument("Need attributes: [aAcCdDeijPsStTu]");
    std::vector<std::string> argv{
        "chattr", format("{}{}", operation == "add" ? "+" : "-", options["attributes"])};
    if (options["flags"]) argv.push_back(format("-{}", options["flags"]));
    if (options["version"]) argv.insert(argv.end(), {"-v", to_text(options["version"])});
    for (const Value& file : files.items) argv.push_back(to_text(file));
    return run_all(call, argv)["retcode"] == Value(0);
}

// ---- SELinux ----

Value get_selinux_context(Call& call, std::string_view path) {
    const Value result = run_all(call, {"stat", "-c", "%C", std::string(path)});
    if (result["retcode"] == Value(0)) return result["stdout"];
    return call.str(format("No selinux context information is available for {}", path));
}

Value set_selinux_context(Call& call, std::string_view path, std::optional<std::string_view> user,
                          std::optional<std::string_view> role,
                          std::optional<std::string_view> type,
                          std::optional<std::string_view> range) {
    std::vector<std::string> argv{"chcon"};
    const auto add = [&](const char* option, const std::optional<std::string_view>& value) {
        if (value && !value->empty()) argv.insert(argv.end(), {option, std::string(*value)});
    };
    add("-u", user);
    add("-r", role);
    add("-t", type);
    add("-l", range);
    if (argv.size() == 1) return false;
    argv.emplace_back(path);
    if (run_all(call, argv)["retcode"] != Value(0)) return false;
    return get_selinux_context(call, path);
}

bool restorecon(Call& call, std::string_view path, bool recursive) {
    return run_all(call, {"restorecon", recursive ? "-FR" : "-F", std::string(path)})["retcode"] ==
           Value(0);
}

}  // namespace

void add_program_functions(Plugin& p) {
    p.exec("file.sed", sed, "path"_a, "before"_a, "after"_a, "limit"_a = "", "backup"_a = ".bak",
           "options"_a = "-r -e", "flags"_a = "g", "escape_all"_a = false, "negate_match"_a = false)
        .doc(
            "Replaces text in a file by sed(1); `file.replace` is the better choice.\n\n"
            "- `path`, `before`, `after` (str)\n- `limit` (str): only lines that match it\n"
            "- `backup` (str, `.bak`), `options`, `flags`: of sed\n"
            "- `escape_all` (bool, false): nothing in the texts is special\n"
            "- `negate_match` (bool, false): lines that do not match `limit`\n\n"
            "Returns: map as of `cmd.run_all`, or false for a missing file.\n\n"
            "    brine call file.sed /etc/app.conf 'LOG=old' 'LOG=new'");
    p.exec("file.sed_contains", sed_contains, "path"_a, "text"_a, "limit"_a = "", "flags"_a = "g")
        .doc(
            "Answers whether sed(1) finds an expression in a file.\n\n- `path`, `text`, `limit`, "
            "`flags` (str)\n\nReturns: bool.\n\n"
            "    brine call file.sed_contains /etc/crontab 'mymaintenance.sh'");
    p.exec("file.psed", psed, "path"_a, "before"_a, "after"_a, "limit"_a = "", "backup"_a = ".bak",
           "flags"_a = "gMS", "escape_all"_a = false, "multi"_a = false)
        .doc(
            "Replaces what matches a regular expression; `file.replace` is the better choice.\n\n"
            "- `path`, `before`, `after` (str)\n- `limit` (str): only behind its first match\n"
            "- `backup` (str, `.bak`)\n- `flags` (str): `g` for all matches, and flags of regular "
            "expressions\n- `escape_all` (bool, false): `before` is plain text\n"
            "- `multi`: accepted\n\nReturns: nil.\n\n"
            "    brine call file.psed /etc/app.conf 'LOG=old' 'LOG=new'");
    p.exec("file.patch", patch, "originalfile"_a, "patchfile"_a, "options"_a = "",
           "dry_run"_a = false)
        .doc(
            "Applies a patch by patch(1).\n\n- `originalfile` (str): file or directory\n"
            "- `patchfile` (str)\n- `options` (str or list of str): of patch\n"
            "- `dry_run` (bool, false): change nothing\n\nReturns: map as of `cmd.run_all`.\n\n"
            "    brine call file.patch /opt/app.txt /tmp/app.txt.patch");
    p.exec("file.grep", grep, "path"_a, "pattern"_a, "opts"_a)
        .doc(
            "Runs grep(1).\n\n- `path` (str): may be a glob\n- `pattern` (str)\n"
            "- `*opts`: options of grep, one each\n\nReturns: map as of `cmd.run_all`.\n\n"
            "    brine call file.grep /etc/passwd nobody -- -i");
    p.exec("file.lsattr", lsattr, "path"_a)
        .doc(
            "Answers the attributes of a file that chattr(1) sets.\n\n- `path` (str)\n\n"
            "Returns: map from path to list of letters, or nil without lsattr(1).\n\n"
            "    brine call file.lsattr /etc/passwd");
    p.exec("file.chattr", chattr, "files"_a, "kwargs"_a)
        .doc(
            "Changes attributes of files by chattr(1).\n\n- `*files`: paths\n"
            "- `operator` (str): add or remove\n- `attributes` (str): letters\n"
            "- `flags`, `version`: further options\n\nReturns: bool, whether it worked.\n\n"
            "    brine call file.chattr /etc/app.conf operator=add attributes=i");
    p.exec("file.get_selinux_context", get_selinux_context, "path"_a)
        .doc(
            "Answers the SELinux context of a path.\n\n- `path` (str)\n\nReturns: str.\n\n"
            "    brine call file.get_selinux_context /etc/hosts");
    p.exec("file.set_selinux_context", set_selinux_context, "path"_a, "user"_a = nullptr,
           "role"_a = nullptr, "type"_a = nullptr, "range"_a = nullptr)
        .doc(
            "Sets the SELinux context of a path by chcon(1).\n\n- `path` (str)\n"
            "- `user`, `role`, `type`, `range` (str): nil for no change\n\n"
            "Returns: str, the new context, or false.\n\n"
            "    brine call file.set_selinux_context /srv/www type=httpd_sys_content_t");
    p.exec("file.restorecon", restorecon, "path"_a, "recursive"_a = false)
        .doc(
            "Resets the SELinux context of a path by restorecon(8).\n\n- `path` (str)\n"
            "- `recursive` (bool, false)\n\nReturns: bool, whether it worked.\n\n"
            "    brine call file.restorecon /home/user/.ssh/authorized_keys");
}

}  // namespace brine::file
