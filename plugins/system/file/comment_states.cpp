// SPDX-License-Identifier: Apache-2.0
//
// The states file.comment and file.uncomment.
#include <brine/sdk.hpp>
#include <brine/support/file.hpp>

#include "comment_edit.hpp"
#include "groups.hpp"
#include "path.hpp"
#include "path_check.hpp"
#include "replace_edit.hpp"
#include "report.hpp"
#include "text_diff.hpp"

namespace brine::file {
namespace {

// A pattern without flags in front of it and without anchors.
std::string without_anchors(std::string_view regex) {
    return support::Regex("^(\\(\\?[iLmsux]\\))?\\^?(.*?)\\$?$").replace(regex, "\\2");
}

bool found(const std::string& path, const std::string& pattern) {
    return found_in_file(path, pattern, {.multi_line = true});
}

// What there is to do before lines are changed.
struct Plan {
    std::string regex;
    std::string changed;  // pattern of lines as they are to be
    bool comment;
    std::string success;
    std::string failure;
};

StateResult change(State& state, Report& report, const Plan& plan, std::string_view character,
                   const Value& backup) {
    if (state.test()) {
        report.changes.set(report.name, "updated");
        report.comment = format("File {} is set to be updated", report.name);
        report.result = std::nullopt;
        return report.finish(state);
    }
    const std::string before = support::read_file(report.name);
    if (comment_lines(report.name, plan.regex, character, plan.comment, backup))
        report.changes.set("diff", content_diff(before, support::read_file(report.name)));
    report.result = found(report.name, plan.changed);
    report.comment = *report.result ? plan.success : plan.failure;
    return report.finish(state);
}

StateResult comment_state(State& state, std::string_view, std::string_view regex,
                          std::string_view character, Value backup, bool ignore_missing) {
    Report report(state.memory(), expand_user(state.name()));
    if (report.name.empty()) return report.fail("Must provide name to file.comment").finish(state);
    if (std::string flaw = unusable_path(report.name); !flaw.empty())
        return report.fail(std::move(flaw)).finish(state);
    const std::string bare = without_anchors(regex);
    const std::string commented = std::string(character) + bare;
    if (!found(report.name, format("^(?!\\s*{}).*", character) + bare)) {
        if (found(report.name, commented)) {
            report.comment = "Pattern already commented";
        } else if (ignore_missing) {
            report.comment = "Pattern not found and ignore_missing set to True";
        } else {
            report.fail(format("{}: Pattern not found", bare));
        }
        return report.finish(state);
    }
    return change(state, report,
                  {.regex = std::string(regex),
                   .changed = commented,
                   .comment = true,
                   .success = "Commented lines successfully",
                   .failure = "Expected commented lines not found"},
                  character, backup);
}

StateResult uncomment_state(State& state, std::string_view, std::string_view regex,
                            std::string_view character, Value backup) {
    Report report(state.memory(), expand_user(state.name()));
    if (report.name.empty())
        return report.fail("Must provide name to file.uncomment").finish(state);
    if (std::string flaw = unusable_path(report.name); !flaw.empty())
        return report.fail(std::move(flaw)).finish(state);
    std::string_view bare = regex;
    while (bare.starts_with('^')) bare.remove_prefix(1);
    const std::string uncommented = "^[ \t]*" + std::string(bare);
    if (!found(report.name, format("{}[ \t]*{}", character, bare))) {
        if (found(report.name, uncommented)) {
            report.comment = "Pattern already uncommented";
        } else {
            report.fail(format("{}: Pattern not found", regex));
        }
        return report.finish(state);
    }
    return change(state, report,
                  {.regex = std::string(regex),
                   .changed = uncommented,
                   .comment = false,
                   .success = "Uncommented lines successfully",
                   .failure = "Expected uncommented lines not found"},
                  character, backup);
}

}  // namespace

void add_comment_states(Plugin& p) {
    p.state("file.comment", comment_state, "name"_a, "regex"_a, "char"_a = "#", "backup"_a = ".bak",
            "ignore_missing"_a = false)
        .doc(
            "Comments lines out.\n\n- `name` (str): absolute path\n"
            "- `regex` (str): lines that match it from their beginning on\n"
            "- `char` (str, `#`): what comments begin with\n"
            "- `backup` (str or false, `.bak`): extension of a copy of the old file\n"
            "- `ignore_missing` (bool, false): succeed when no line matches\n\n"
            "    /etc/fstab:\n      file.comment:\n        - regex: ^bind 127.0.0.1");
    p.state("file.uncomment", uncomment_state, "name"_a, "regex"_a, "char"_a = "#",
            "backup"_a = ".bak")
        .doc(
            "Takes the comment away from lines.\n\n- `name` (str): absolute path\n"
            "- `regex` (str): what the lines are without the comment\n"
            "- `char` (str, `#`): what comments begin with\n"
            "- `backup` (str or false, `.bak`): extension of a copy of the old file\n\n"
            "    /etc/adduser.conf:\n      file.uncomment:\n        - regex: EXTRA_GROUPS");
}

}  // namespace brine::file
