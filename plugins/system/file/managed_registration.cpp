// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>

#include "check_command.hpp"
#include "groups.hpp"
#include "managed_state.hpp"

namespace brine::file {
namespace {

StateResult managed_function(
    State& state, std::string_view, Value source, std::optional<std::string_view> source_hash,
    std::optional<std::string_view> source_hash_name, bool, Value user, Value group, Value mode,
    std::optional<std::string_view> renderer, bool makedirs, Value dir_mode, Value context,
    bool replace, Value defaults, std::optional<std::string_view> backup, bool show_changes,
    bool create, Value contents, std::string_view tmp_dir, std::string_view tmp_ext,
    Value contents_pillar, Value contents_grains, bool contents_newline,
    std::string_view contents_delimiter, std::optional<std::string_view> encoding,
    std::string_view encoding_errors, bool allow_empty, bool follow_symlinks,
    std::optional<std::string_view> check_cmd, bool skip_verify) {
    return managed(state, {.source = source,
                           .source_hash = source_hash,
                           .source_hash_name = source_hash_name,
                           .user = user,
                           .group = group,
                           .mode = mode,
                           .renderer = renderer,
                           .makedirs = makedirs,
                           .dir_mode = dir_mode,
                           .context = context,
                           .replace = replace,
                           .defaults = defaults,
                           .backup = backup.value_or(""),
                           .show_changes = show_changes,
                           .create = create,
                           .contents = {.contents = contents,
                                        .contents_pillar = contents_pillar,
                                        .contents_grains = contents_grains,
                                        .contents_newline = contents_newline,
                                        .contents_delimiter = contents_delimiter,
                                        .allow_empty = allow_empty},
                           .tmp_dir = tmp_dir,
                           .tmp_ext = tmp_ext,
                           .encoding = encoding,
                           .encoding_errors = encoding_errors,
                           .follow_symlinks = follow_symlinks,
                           .check_cmd = check_cmd,
                           .skip_verify = skip_verify});
}

// Tells the state runner that check_cmd of a file is run before the file gets into place, and not
// by the runner after it.
Value mod_run_check_cmd(Call& call, std::string_view cmd, std::string_view filename) {
    Report report(call.memory(), filename);
    if (run_check(call, report, cmd, filename)) return true;
    return call.map({{"comment", report.comment}, {"skip_watch", true}, {"result", false}});
}

}  // namespace

void add_managed_state(Plugin& p) {
    p.state("file.managed", managed_function, "name"_a, "source"_a = nullptr,
            "source_hash"_a = nullptr, "source_hash_name"_a = nullptr, "keep_source"_a = true,
            "user"_a = nullptr, "group"_a = nullptr, "mode"_a = nullptr, "template"_a = nullptr,
            "makedirs"_a = false, "dir_mode"_a = nullptr, "context"_a = nullptr, "replace"_a = true,
            "defaults"_a = nullptr, "backup"_a = nullptr, "show_changes"_a = true,
            "create"_a = true, "contents"_a = nullptr, "tmp_dir"_a = "", "tmp_ext"_a = "",
            "contents_pillar"_a = nullptr, "contents_grains"_a = nullptr,
            "contents_newline"_a = true, "contents_delimiter"_a = ":", "encoding"_a = nullptr,
            "encoding_errors"_a = "strict", "allow_empty"_a = true, "follow_symlinks"_a = true,
            "check_cmd"_a = nullptr, "skip_verify"_a = false)
        .doc(
            "Manages a file: its content, owner and mode.\n\n"
            "- `name` (str): absolute path\n"
            "- `source` (str or list): path, `file://` or `salt://` URL of the content; of a list "
            "the first that is there, each a URL or `{URL: HASH}`\n"
            "- `source_hash` (str): what a local source must hash to: a hash, `sha256=HASH`, or "
            "the path or URL of a file with hashes\n"
            "- `source_hash_name` (str): the name to look for in that file\n"
            "- `keep_source` (bool, true): local and `salt://` sources are read in place, so "
            "there is no copy of them to keep\n"
            "- `skip_verify` (bool, false): do not look at `source_hash`\n"
            "- `contents` (str or list of str), `contents_pillar`, `contents_grains` (key or list "
            "of keys): the content itself; lines of a list\n"
            "- `contents_newline` (bool, true): end the contents with a line break\n"
            "- `contents_delimiter` (str, `:`): between the levels of a key\n"
            "- `allow_empty` (bool, true): whether contents may be empty\n"
            "- `encoding` (str), `encoding_errors` (str, strict): of contents\n"
            "- `template` (str): renderer of the content, such as `jinja`\n"
            "- `context`, `defaults` (map): variables of the template; those of `context` win\n"
            "- `user`, `group` (str or int), `mode` (str or int, octal digits; `keep`: that of "
            "the source)\n"
            "- `makedirs` (bool, false): make missing directories above the file, with `dir_mode` "
            "or what fits `mode`\n"
            "- `replace` (bool, true): false leaves the content of an existing file alone\n"
            "- `create` (bool, true): false leaves a missing file missing\n"
            "- `follow_symlinks` (bool, true): manage what a link leads to; false replaces it\n"
            "- `backup` (str): `minion` keeps a copy of the old file in the cache directory\n"
            "- `show_changes` (bool, true): show the difference in the result\n"
            "- `check_cmd` (str): command that is run with the path of the new content, in "
            "`tmp_dir` and with the extension `tmp_ext`, before it gets into place\n\n"
            "    /etc/motd:\n      file.managed:\n        - source: salt://motd.jinja\n"
            "        - template: jinja\n        - mode: '0644'");
    p.state("file.mod_run_check_cmd", mod_run_check_cmd, "cmd"_a, "filename"_a)
        .doc(
            "Runs the `check_cmd` of a file.\n\n- `cmd` (str)\n- `filename` (str): appended to "
            "the command\n\nReturns: true, or the result that the state fails with.");
}

}  // namespace brine::file
