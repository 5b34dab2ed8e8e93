// SPDX-License-Identifier: Apache-2.0
//
// The states file.replace, line and blockreplace.
#include <brine/sdk.hpp>

#include "accumulator.hpp"
#include "block_edit.hpp"
#include "groups.hpp"
#include "line_function.hpp"
#include "managed_state.hpp"
#include "path.hpp"
#include "path_check.hpp"
#include "replace_edit.hpp"
#include "report.hpp"
#include "status.hpp"
#include "template_text.hpp"
#include "text_diff.hpp"

namespace brine::file {
namespace {

// The result of an edit that made, or would make, this difference.
StateResult edited(State& state, Report& report, const Value& difference,
                   std::string_view would_change) {
    if (!difference) {
        report.comment = "No changes needed to be made";
        return report.finish(state);
    }
    report.changes.set("diff", difference);
    report.comment = state.test() ? std::string(would_change) : "Changes were made";
    if (state.test()) report.result = std::nullopt;
    return report.finish(state);
}

Value shown(State& state, bool show_changes, const std::string& difference) {
    if (difference.empty()) return {};
    return show_changes ? state.str(difference) : Value(true);
}

StateResult replace(State& state, std::string_view, Text pattern, Text repl, std::int64_t count,
                    Value flags, Value, bool append_if_not_found, bool prepend_if_not_found,
                    std::optional<Text> not_found_content, Value backup, bool show_changes,
                    bool ignore_if_missing, bool backslash_literal) {
    Report report(state.memory(), expand_user(state.name()));
    if (report.name.empty()) return report.fail("Must provide name to file.replace").finish(state);
    if (ignore_if_missing && is_absolute(report.name) && !exists(report.name))
        return edited(state, report, {}, {});
    if (std::string flaw = unusable_path(report.name); !flaw.empty())
        return report.fail(std::move(flaw)).finish(state);
    ReplaceArguments arguments{.pattern = pattern.str(),
                               .repl = repl.str(),
                               .count = count <= 0 ? 0 : static_cast<std::size_t>(count),
                               .flags = regex_flags(flags),
                               .append_if_not_found = append_if_not_found,
                               .prepend_if_not_found = prepend_if_not_found,
                               .backup = backup,
                               .dry_run = state.test(),
                               .backslash_literal = backslash_literal};
    if (not_found_content) arguments.not_found_content = not_found_content->str();
    const std::string difference = replace_in_file(report.name, arguments);
    return edited(state, report, shown(state, show_changes, difference),
                  "Changes would have been made");
}

struct LineOwner {
    bool create;
    Value user;
    Value group;
    Value file_mode;
};

StateResult line(State& state, std::optional<Text> content, const LineArguments& arguments,
                 const LineOptions& options, const LineOwner& owner) {
    Report report(state.memory(), expand_user(state.name()));
    if (report.name.empty()) return report.fail("Must provide name to file.line").finish(state);
    const StateResult prepared = managed(state, {.user = owner.user,
                                                 .group = owner.group,
                                                 .mode = owner.file_mode,
                                                 .replace = false,
                                                 .create = owner.create});
    std::string flaw = unusable_path(report.name);
    if (flaw.empty() && prepared.map["result"].is_false()) flaw = to_text(prepared.map["comment"]);
    if (!flaw.empty() && state.test() && owner.create && !exists(report.name)) {
        report.result = std::nullopt;
        report.comment = "Changes would be made";
        return report.finish(state);
    }
    if (!flaw.empty()) return report.fail(std::move(flaw)).finish(state);
    if (arguments.mode.empty())
        return report.fail("Mode was not defined. How to process the file?").finish(state);
    if (arguments.mode != "delete" && !content)
        return report.fail("Content can only be empty if mode is ['delete']").finish(state);
    return edited(state, report, line_function(state, report.name, arguments, options),
                  "Changes would be made");
}

StateResult line_state(State& state, std::string_view, std::optional<Text> content,
                       std::optional<Text> match, std::optional<std::string_view> mode,
                       std::optional<std::string_view> location, std::optional<Text> before,
                       std::optional<Text> after, bool show_changes, bool backup, bool quiet,
                       bool indent, bool create, Value user, Value group, Value file_mode) {
    LineArguments arguments{.mode = lower_mode(mode), .indent = indent};
    arguments.location = location.value_or("");
    if (content) arguments.content = content->str();
    if (match) arguments.match = match->str();
    if (before) arguments.before = before->str();
    if (after) arguments.after = after->str();
    return line(
        state, content, arguments,
        {.show_changes = show_changes, .backup = backup, .quiet = quiet, .test = state.test()},
        {.create = create, .user = user, .group = group, .file_mode = file_mode});
}

// The content that the arguments give: their own, what was accumulated, what sources give.
std::string block_content(State& state, const std::string& name, std::string content,
                          const TemplateSources& sources) {
    const std::string_view id = state.lookup("id").str_or("");
    for (const std::string& text : accumulated_for_state(state, name, id))
        content += content.empty() ? text : "\n" + text;
    for (const std::string& text : rendered_sources(state, sources)) content += text;
    return content;
}

StateResult blockreplace(State& state, BlockArguments block, const TemplateSources& sources,
                         std::optional<bool> append_newline, const Value& backup,
                         bool show_changes) {
    Report report(state.memory(), expand_user(state.name()));
    if (report.name.empty())
        return report.fail("Must provide name to file.blockreplace").finish(state);
    if (std::string flaw = unusable_path(report.name); !flaw.empty())
        return report.fail(std::move(flaw)).finish(state);
    try {
        block.content = block_content(state, report.name, std::move(block.content), sources);
    } catch (const Cancelled&) {
        throw;
    } catch (const Error& error) {
        return report.fail(error.what()).finish(state);
    }
    block.append_newline = append_newline.value_or(!block.content.ends_with('\n'));
    try {
        const EditedFile file = open_for_edit(report.name);
        const std::string text = joined_lines(replace_block(text_lines(file.bytes), block));
        if (text != file.bytes && !state.test())
            store_edit(file, text, {.backup = backup_extension(backup)});
        return edited(state, report, shown(state, show_changes, content_diff(file.bytes, text)),
                      "Changes would be made");
    } catch (const std::exception& error) {
        return report
            .fail(format("Encountered error managing block: {}. See the log for details.",
                         error.what()))
            .finish(state);
    }
}

StateResult blockreplace_state(State& state, std::string_view, std::string_view marker_start,
                               std::string_view marker_end, Value source, Value source_hash,
                               std::optional<std::string_view> renderer, Value sources,
                               Value source_hashes, Value defaults, Value context, Text content,
                               bool append_if_not_found, bool prepend_if_not_found, Value backup,
                               bool show_changes, std::optional<bool> append_newline,
                               std::optional<std::string_view> insert_before_match,
                               std::optional<std::string_view> insert_after_match) {
    return blockreplace(state,
                        {.marker_start = std::string(marker_start),
                         .marker_end = std::string(marker_end),
                         .content = content.str(),
                         .append_if_not_found = append_if_not_found,
                         .prepend_if_not_found = prepend_if_not_found,
                         .insert_before_match = std::string(insert_before_match.value_or("")),
                         .insert_after_match = std::string(insert_after_match.value_or(""))},
                        {.source = source,
                         .source_hash = source_hash,
                         .sources = sources,
                         .source_hashes = source_hashes,
                         .renderer = renderer,
                         .defaults = defaults,
                         .context = context},
                        append_newline, backup, show_changes);
}

}  // namespace

void add_edit_states(Plugin& p) {
    p.state("file.replace", replace, "name"_a, "pattern"_a, "repl"_a, "count"_a = 0, "flags"_a = 8,
            "bufsize"_a = 1, "append_if_not_found"_a = false, "prepend_if_not_found"_a = false,
            "not_found_content"_a = nullptr, "backup"_a = ".bak", "show_changes"_a = true,
            "ignore_if_missing"_a = false, "backslash_literal"_a = false)
        .doc(
            "Replaces what matches a regular expression in a file.\n\n- `name` (str): absolute "
            "path\n- `pattern`, `repl` (str): as in Python's `re.sub`\n"
            "- `count` (int, 0): at most so many; 0 for all\n"
            "- `flags` (int, str or list of str, 8): of Python's re; the default is `MULTILINE`\n"
            "- `bufsize`: accepted; the file is always read as a whole\n"
            "- `append_if_not_found`, `prepend_if_not_found` (bool, false): add "
            "`not_found_content` (default: `repl`) as a line when nothing matches\n"
            "- `backup` (str or false, `.bak`): extension of a copy of the old file\n"
            "- `show_changes` (bool, true): show the difference\n"
            "- `ignore_if_missing` (bool, false): a missing file is no error\n"
            "- `backslash_literal` (bool, false): backslashes in `repl` mean nothing\n\n"
            "    /etc/ssh/sshd_config:\n      file.replace:\n        - pattern: '^#?Port .*'\n"
            "        - repl: Port 2222");
    p.state("file.line", line_state, "name"_a, "content"_a = nullptr, "match"_a = nullptr,
            "mode"_a = nullptr, "location"_a = nullptr, "before"_a = nullptr, "after"_a = nullptr,
            "show_changes"_a = true, "backup"_a = false, "quiet"_a = false, "indent"_a = true,
            "create"_a = false, "user"_a = nullptr, "group"_a = nullptr, "file_mode"_a = nullptr)
        .doc(
            "Inserts, replaces, deletes or ensures one line of a file.\n\n- `name` (str): "
            "absolute path\n- `content` (str): the line\n"
            "- `mode` (str): ensure, insert, replace or delete\n"
            "- `match` (str): regular expression of the line to delete or replace\n"
            "- `before`, `after` (str): regular expressions of lines beside which the line goes\n"
            "- `location` (str): start or end, for insert\n"
            "- `indent` (bool, true): indent as the line beside it\n"
            "- `backup` (bool, false): keep a copy, with the time in its name\n"
            "- `show_changes` (bool, true): show the difference\n"
            "- `quiet` (bool, false): a path that is no file is no error\n"
            "- `create` (bool, false): make an empty file first if there is none, with `user`, "
            "`group` and `file_mode`\n\n"
            "    /etc/nsswitch.conf:\n      file.line:\n        - mode: ensure\n"
            "        - content: 'networks: files dns'\n        - after: 'hosts:.*'");
    p.state("file.blockreplace", blockreplace_state, "name"_a,
            "marker_start"_a = "#-- start managed zone --",
            "marker_end"_a = "#-- end managed zone --", "source"_a = nullptr,
            "source_hash"_a = nullptr, "template"_a = "jinja", "sources"_a = nullptr,
            "source_hashes"_a = nullptr, "defaults"_a = nullptr, "context"_a = nullptr,
            "content"_a = "", "append_if_not_found"_a = false, "prepend_if_not_found"_a = false,
            "backup"_a = ".bak", "show_changes"_a = true, "append_newline"_a = nullptr,
            "insert_before_match"_a = nullptr, "insert_after_match"_a = nullptr)
        .doc(
            "Replaces the lines between two marker lines.\n\n- `name` (str): absolute path\n"
            "- `marker_start`, `marker_end` (str): found anywhere in their lines\n"
            "- `content` (str): the new lines; texts of `file.accumulated` and of sources follow\n"
            "- `source`, `sources`, `template`, `defaults`, `context`: rendered and added\n"
            "- `source_hash`, `source_hashes`: accepted\n"
            "- `append_if_not_found`, `prepend_if_not_found` (bool, false), "
            "`insert_before_match`, `insert_after_match` (str): where the block goes when there is "
            "none\n- `append_newline` (bool): end the content with a line break; nil: if it has "
            "none\n- `backup` (str or false, `.bak`): extension of a copy of the old file\n"
            "- `show_changes` (bool, true): show the difference\n\n"
            "    /etc/hosts:\n      file.blockreplace:\n        - content: 10.0.0.1 db\n"
            "        - append_if_not_found: true");
}

}  // namespace brine::file
