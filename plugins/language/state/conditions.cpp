// SPDX-License-Identifier: Apache-2.0
#include "conditions.hpp"

#include <brine/support/text.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>

namespace brine::state {
namespace {

using std::string_view_literals::operator""sv;

// Arguments of the state that also hold for the commands of its conditions.
constexpr std::array shared_options{
    "cwd"sv, "root"sv, "runas"sv, "env"sv, "prepend_path"sv, "timeout"sv, "success_retcodes"sv,
};

constexpr std::string_view no_login_shell = "/sbin/nologin";

// The items of a list, or the value itself as the only one.
std::span<const Value> one_or_more(const Value& value) {
    if (value.is_list()) return value.items();
    return {&value, 1};
}

bool exists(const Value& path) {
    std::error_code ignored;  // what cannot be reached does not exist, as for Salt
    return std::filesystem::exists(to_text(path), ignored);
}

std::string missing_function(std::string_view condition, const Value& entry) {
    return format("no `fun` argument in {}: {}", condition, entry);
}

}  // namespace

Conditions::Conditions(Call& call, const Chunk& chunk, const Value& context)
    : call_(call), chunk_(chunk), context_(context) {}

bool Conditions::present() const {
    return chunk_.low.contains("onlyif") || chunk_.low.contains("unless") ||
           chunk_.low.contains("creates");
}

std::optional<std::string> Conditions::reason_to_skip() {
    std::vector<Verdict> verdicts;
    if (chunk_.low.contains("onlyif")) verdicts.push_back(only_if());
    if (chunk_.low.contains("unless")) verdicts.push_back(unless());
    if (chunk_.low.contains("creates")) verdicts.push_back(creates());
    const bool skip = std::any_of(verdicts.begin(), verdicts.end(),
                                  [](const Verdict& verdict) { return verdict.skip; });
    if (!skip) return std::nullopt;
    std::vector<std::string> comments;
    for (Verdict& verdict : verdicts) comments.push_back(std::move(verdict.comment));
    return support::join(comments, "\n");
}

// The state runs when all hold. A condition that is neither a command nor a function is passed
// over with what comes behind it, as in Salt.
Conditions::Verdict Conditions::only_if() {
    const Value condition = chunk_.low["onlyif"];
    for (const Value& entry : one_or_more(condition)) {
        bool holds = false;
        if (entry.is_str()) {
            holds = command_succeeds(entry, false);
        } else if (entry.is_map()) {
            if (!entry.contains("fun")) {
                call_.log(Level::warning, "{}", missing_function("onlyif", entry));
                return {false, missing_function("onlyif", entry)};
            }
            holds = function_is_true(entry);
        } else {
            return {false, "onlyif execution failed, bad type passed"};
        }
        if (!holds) return {true, "onlyif condition is false"};
    }
    return {false, "onlyif condition is true"};
}

// The state runs when one does not hold.
Conditions::Verdict Conditions::unless() {
    const Value condition = chunk_.low["unless"];
    Verdict verdict;
    for (const Value& entry : one_or_more(condition)) {
        bool holds = false;
        if (entry.is_str()) {
            holds = command_succeeds(entry, true);
        } else if (entry.is_map()) {
            if (!entry.contains("fun")) {
                call_.log(Level::warning, "{}", missing_function("unless", entry));
                return {false, missing_function("unless", entry)};
            }
            holds = function_is_true(entry);
        } else {
            verdict = {false, "unless condition is false, bad type passed"};
            continue;
        }
        if (!holds) return {false, "unless condition is false"};
        verdict = {true, "unless condition is true"};
    }
    return verdict;
}

Conditions::Verdict Conditions::creates() const {
    const Value paths = chunk_.low["creates"];
    if (paths.is_str() && exists(paths)) return {true, format("{} exists", paths)};
    const auto items = paths.items();
    if (paths.is_list() && std::all_of(items.begin(), items.end(), exists))
        return {true, "All files in creates exist"};
    return {false, "Creates files not found"};
}

bool Conditions::check_commands_succeed() {
    const Value commands = chunk_.low["check_cmd"];
    const auto all = one_or_more(commands);
    std::vector<Pair> options{{"ignore_retcode", true}, {"python_shell", true}};
    if (const Value shell = call_.grain("shell"); !shell.is_nil())
        options.push_back({"shell", shell});
    return !all.empty() && std::all_of(all.begin(), all.end(), [&](const Value& command) {
        const Value args[] = {command};
        return call_.invoke({.name = "cmd.retcode",
                             .arguments = {args, options},
                             .context = context_,
                             .scoped = true}) == Value(0);
    });
}

// A command that fails to start, or may not, gives `if_it_cannot_run`: the state is left alone.
bool Conditions::command_succeeds(const Value& command, bool if_it_cannot_run) {
    const Value args[] = {command};
    const std::vector<Pair> options = command_options();
    Value retcode;
    const brine_status status = call_.try_invoke(
        {.name = "cmd.retcode", .arguments = {args, options}, .context = context_, .scoped = true},
        retcode);
    if (status == BRINE_FAILED) return if_it_cannot_run;
    if (status != BRINE_OK) throw CallError(call_.last_error(), status);
    return retcode == Value(0);
}

bool Conditions::function_is_true(const Value& condition) {
    std::vector<Pair> kwargs;
    for (const Pair& pair : condition.pairs()) {
        const std::string_view key = pair.key.str_or("");
        if (key != "fun" && key != "args" && key != "get_return") kwargs.push_back(pair);
    }
    const Value result = call_.invoke({.name = condition["fun"].str(),
                                       .arguments = {condition["args"].items(), kwargs},
                                       .context = context_,
                                       .scoped = true});
    const Value path = condition["get_return"];
    return static_cast<bool>(path ? traverse(result, to_text(path)) : result);
}

std::vector<Pair> Conditions::command_options() {
    std::vector<Pair> options{{"ignore_retcode", true}, {"python_shell", true}};
    const Value left_out = chunk_.low["cmd_opts_exclude"];
    const auto excluded = one_or_more(left_out);
    const auto is_excluded = [&](std::string_view option) {
        return std::any_of(excluded.begin(), excluded.end(),
                           [&](const Value& name) { return name.str_or("") == option; });
    };
    for (const std::string_view option : shared_options) {
        const Value value = chunk_.low[option];
        if (!value.is_nil() && !is_excluded(option))
            options.push_back({Value::stable(option), value});
    }
    Value shell = call_.grain("shell");
    if (chunk_.low.contains("shell") && !is_excluded("shell")) shell = chunk_.low["shell"];
    if (!shell.is_nil() && shell.str_or("") != no_login_shell) options.push_back({"shell", shell});
    return options;
}

}  // namespace brine::state
