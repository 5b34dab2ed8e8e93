// SPDX-License-Identifier: Apache-2.0
//
// The states file.append, file.prepend and file.accumulated.
#include <brine/sdk.hpp>
#include <brine/support/diff.hpp>
#include <brine/support/file.hpp>
#include <brine/support/text.hpp>

#include "accumulator.hpp"
#include "groups.hpp"
#include "path.hpp"
#include "path_check.hpp"
#include "replace_edit.hpp"
#include "report.hpp"
#include "status.hpp"
#include "template_text.hpp"
#include "text_diff.hpp"
#include "tree.hpp"
#include "whitespace_pattern.hpp"

namespace brine::file {
namespace {

using Lines = std::vector<std::string_view>;

std::vector<std::string> text_list(const Value& text) {
    std::vector<std::string> list;
    if (text.is_list()) {
        for (const Value& item : text.items()) list.push_back(to_text(item));
    } else if (!text.is_nil()) {
        list.push_back(to_text(text));
    }
    return list;
}

std::string_view without_end(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

Lines bare_lines(std::string_view text) {
    Lines lines = support::split_lines(text);
    for (std::string_view& line : lines) line = without_end(line);
    return lines;
}

bool has_text(const std::string& path, const std::string& pattern) {
    return found_in_file(path, pattern, {.multi_line = true});
}

// The difference as these states show it: lines without ends, joined by line breaks, also behind
// the control lines, which have one already.
std::string spread_diff(std::string_view before, std::string_view after) {
    if (!looks_like_text(before) || !looks_like_text(after)) return "Replace binary file";
    const std::string old_text = as_utf8(before);
    const std::string new_text = as_utf8(after);
    return support::join(support::unified_diff(bare_lines(old_text), bare_lines(new_text), "", ""),
                         "\n");
}

// Makes the file, empty, if it is missing. Whether the state goes on; otherwise the report says
// why it ends here.
bool prepare_file(State& state, Report& report, const std::string& path, bool makedirs) {
    const std::string flaw = unusable_path(path);
    if (flaw.empty()) return true;
    if (state.test() && is_absolute(path)) {
        report.name = path;
        report.result = std::nullopt;
        report.changes.set("new", path);
        report.comment = format("File {} is set to be created", path);
        return false;
    }
    if (is_absolute(path) && makedirs) make_parents(state.memory(), path, {});
    if (is_absolute(path) && is_directory(directory_of(path))) {
        touch(path, std::nullopt, std::nullopt);
        return true;
    }
    report.fail(flaw);
    return false;
}

struct Addition {
    Value text;
    bool makedirs;
    TemplateSources sources;
};

// The texts to add, from the argument or from sources. Throws Error when there are none.
std::vector<std::string> texts_of(State& state, const Addition& addition) {
    if (addition.sources.given()) return rendered_sources(state, addition.sources);
    if (addition.text.is_nil()) throw Error("No text found to append. Nothing appended");
    return text_list(addition.text);
}

std::string lines_text(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + '\n';
    return text;
}

// ---- append ----

std::vector<std::string> missing_lines(const std::string& path,
                                       const std::vector<std::string>& texts,
                                       bool ignore_whitespace) {
    std::vector<std::string> lines;
    for (const std::string& text : texts) {
        if (has_text(path, ignore_whitespace ? whitespace_pattern(text) : text)) continue;
        for (const std::string_view line : bare_lines(text)) lines.emplace_back(line);
    }
    return lines;
}

void append_lines(State& state, Report& report, const std::string& path,
                  const std::vector<std::string>& lines) {
    const std::string before = support::read_file(path);
    std::string after = before;
    if (!after.empty() && !after.ends_with('\n')) after += '\n';
    after += lines_text(lines);
    report.changes.set("diff", spread_diff(before, after));
    if (state.test()) {
        report.result = std::nullopt;
        report.comment = format("File {} is set to be updated", path);
        return;
    }
    support::replace_file(path, after, {.links = support::LinkPolicy::resolve_links});
    report.comment = format("Appended {} lines", lines.size());
}

StateResult append(State& state, const Addition& addition, bool ignore_whitespace) {
    Report report(state.memory(), state.name());
    if (report.name.empty()) return report.fail("Must provide name to file.append").finish(state);
    const std::string path = expand_user(state.name());
    try {
        if (!prepare_file(state, report, path, addition.makedirs)) return report.finish(state);
        const std::vector<std::string> lines =
            missing_lines(path, texts_of(state, addition), ignore_whitespace);
        report.comment = format("File {} is in correct state", path);
        if (!lines.empty()) append_lines(state, report, path, lines);
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception& error) {
        report.fail(error.what());
    }
    return report.finish(state);
}

// ---- prepend ----

// The lines that are not in the file yet; with `header`, all unless the file begins with them.
std::vector<std::string> lines_to_prepend(const std::string& path, std::string_view contents,
                                          const std::vector<std::string>& texts, bool header) {
    std::vector<std::string> lines;
    for (const std::string& text : texts) {
        if (!header && has_text(path, whitespace_pattern(text))) continue;
        for (const std::string_view line : bare_lines(text)) lines.emplace_back(line);
    }
    if (!header) return lines;
    const Lines head = bare_lines(contents);
    const bool there =
        head.size() >= lines.size() && std::equal(lines.begin(), lines.end(), head.begin());
    return there ? std::vector<std::string>() : lines;
}

StateResult prepend(State& state, const Addition& addition, bool header) {
    Report report(state.memory(), expand_user(state.name()));
    const std::string path = report.name;
    if (path.empty()) return report.fail("Must provide name to file.prepend").finish(state);
    try {
        if (!prepare_file(state, report, path, addition.makedirs)) return report.finish(state);
        const std::vector<std::string> texts = texts_of(state, addition);
        const std::string before = support::read_file(path);
        const std::vector<std::string> lines = lines_to_prepend(path, before, texts, header);
        if (lines.empty()) {
            report.comment = format("File {} is in correct state", path);
            return report.finish(state);
        }
        const std::string after = lines_text(lines) + before;
        report.changes.set("diff", content_diff(before, after));
        if (state.test()) {
            report.result = std::nullopt;
            report.comment = format("File {} is set to be updated", path);
            return report.finish(state);
        }
        support::replace_file(path, after, {.links = support::LinkPolicy::resolve_links});
        report.comment = format("Prepended {} lines", lines.size());
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception& error) {
        report.fail(error.what());
    }
    return report.finish(state);
}

// ---- accumulated ----

// The IDs or names of the file states that a state is required or watched by.
Value targets_of(State& state) {
    List targets = state.list();
    for (const char* kind : {"low:require_in", "low:watch_in"}) {
        const Value requisites = state.lookup(kind);
        for (const Value& requisite : requisites.items())
            if (const Value* target = requisite.find("file")) targets.add(*target);
    }
    return targets.value();
}

StateResult accumulated(State& state, std::string_view, std::string_view filename, Value text) {
    Report report(state.memory(), state.name());
    if (report.name.empty())
        return report.fail("Must provide name to file.accumulated").finish(state);
    if (text.is_nil()) return report.fail("No text supplied for accumulator").finish(state);
    const Value targets = targets_of(state);
    if (!targets)
        return report
            .fail(format("Orphaned accumulator {} in {}:{}", report.name, state.lookup("sls"),
                         state.lookup("id")))
            .finish(state);
    const Value texts = text.is_list() ? text : state.list({text});
    if (accumulate(state, filename, report.name, texts, targets))
        report.comment =
            format("Accumulator {} for file {} was charged by text", report.name, filename);
    return report.finish(state);
}

}  // namespace

void add_append_states(Plugin& p) {
    p.state(
         "file.append",
         [](State& state, std::string_view, Value text, bool makedirs, Value source,
            Value source_hash, std::optional<std::string_view> renderer, Value sources,
            Value source_hashes, Value defaults, Value context, bool ignore_whitespace) {
             return append(state,
                           {.text = text,
                            .makedirs = makedirs,
                            .sources = {.source = source,
                                        .source_hash = source_hash,
                                        .sources = sources,
                                        .source_hashes = source_hashes,
                                        .renderer = renderer,
                                        .defaults = defaults,
                                        .context = context}},
                           ignore_whitespace);
         },
         "name"_a, "text"_a = nullptr, "makedirs"_a = false, "source"_a = nullptr,
         "source_hash"_a = nullptr, "template"_a = "jinja", "sources"_a = nullptr,
         "source_hashes"_a = nullptr, "defaults"_a = nullptr, "context"_a = nullptr,
         "ignore_whitespace"_a = true)
        .doc(
            "Adds text at the end of a file that does not have it yet.\n\n- `name` (str): "
            "absolute path; a missing file is made\n"
            "- `text` (str or list of str): each is looked for and added on its own\n"
            "- `source`, `sources`, `template`, `defaults`, `context`: text from rendered files\n"
            "- `source_hash`, `source_hashes`: accepted\n"
            "- `makedirs` (bool, false): make missing directories above the file\n"
            "- `ignore_whitespace` (bool, true): white space in the text does not count when it is "
            "looked for\n\n"
            "    /etc/motd:\n      file.append:\n        - text: Be nice");
    p.state(
         "file.prepend",
         [](State& state, std::string_view, Value text, bool makedirs, Value source,
            Value source_hash, std::optional<std::string_view> renderer, Value sources,
            Value source_hashes, Value defaults, Value context, Value header) {
             return prepend(state,
                            {.text = text,
                             .makedirs = makedirs,
                             .sources = {.source = source,
                                         .source_hash = source_hash,
                                         .sources = sources,
                                         .source_hashes = source_hashes,
                                         .renderer = renderer,
                                         .defaults = defaults,
                                         .context = context}},
                            static_cast<bool>(header));
         },
         "name"_a, "text"_a = nullptr, "makedirs"_a = false, "source"_a = nullptr,
         "source_hash"_a = nullptr, "template"_a = "jinja", "sources"_a = nullptr,
         "source_hashes"_a = nullptr, "defaults"_a = nullptr, "context"_a = nullptr,
         "header"_a = nullptr)
        .doc(
            "Puts text in front of a file that does not have it yet.\n\n- `name` (str): "
            "absolute path; a missing file is made\n- `text` (str or list of str)\n"
            "- `source`, `sources`, `template`, `defaults`, `context`: text from rendered files\n"
            "- `source_hash`, `source_hashes`: accepted\n"
            "- `makedirs` (bool, false): make missing directories above the file\n"
            "- `header` (bool): the file must begin with the text, wherever else it has it\n\n"
            "    /etc/motd:\n      file.prepend:\n        - text: Welcome");
    p.state("file.accumulated", accumulated, "name"_a, "filename"_a, "text"_a)
        .doc(
            "Collects text for a `file.blockreplace`, or as the variable `accumulator` for the "
            "template of a `file.managed`, of the same run.\n\n- `name` (str): name of the "
            "accumulator\n- `filename` (str): path of the file\n- `text` (str or list)\n\n"
            "It needs `require_in` or `watch_in` with the state of the file.\n\n"
            "    hosts:\n      file.accumulated:\n        - filename: /etc/hosts\n"
            "        - text: 10.0.0.1 db\n        - require_in:\n          - file: /etc/hosts");
}

}  // namespace brine::file
