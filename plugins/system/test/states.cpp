// SPDX-License-Identifier: Apache-2.0
//
// States that do nothing but report: for trying out requisites, outputters and test mode.
#include <brine/sdk.hpp>

#include <random>

#include "groups.hpp"

namespace brine::test_module {
namespace {

Value pretended_changes(State& state) {
    return state.map(
        {{"testing", state.map({{"old", "Unchanged"}, {"new", "Something pretended to change"}})}});
}

// A result whose comment may be a list as well as text.
StateResult report(State& state, const Value& outcome, const Value& comment, const Value& changes) {
    return {state.map(
        {{"name", state.name()}, {"changes", changes}, {"result", outcome}, {"comment", comment}})};
}

StateResult nop(State& state, std::string_view, Kwargs) {
    return report(state, true, "Success!", state.map({}));
}

StateResult succeed_without_changes(State& state, std::string_view, Value comment, Kwargs) {
    return report(state, true, comment, state.map({}));
}

StateResult fail_without_changes(State& state, std::string_view, Value comment, Kwargs) {
    return report(state, false,
                  state.test() ? Value("If we weren't testing, this would be a failure!") : comment,
                  state.map({}));
}

StateResult succeed_with_changes(State& state, std::string_view, Value comment, Kwargs) {
    if (state.test())
        return report(state, nullptr,
                      "If we weren't testing, this would be successful with changes",
                      pretended_changes(state));
    return report(state, true, comment, pretended_changes(state));
}

StateResult fail_with_changes(State& state, std::string_view, Value comment, Kwargs) {
    if (state.test())
        return report(state, nullptr, "If we weren't testing, this would be failed with changes",
                      pretended_changes(state));
    return report(state, false, comment, pretended_changes(state));
}

bool is_random(const Value& value) {
    std::string text = to_text(value);
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text == "random";
}

// The truth that is asked for; either one when "Random" is.
bool asked_truth(const Value& value, std::string_view option) {
    if (value.is_bool()) return value.is_true();
    if (is_random(value)) return std::random_device()() % 2 == 0;
    throw BadArgument(format(
        "You have specified the state option '{}' with invalid arguments. It must be either True, "
        "False, or 'Random'",
        option));
}

StateResult configurable_test_state(State& state, std::string_view, Value changes, Value result,
                                    Value comment, Value warnings) {
    const bool changed = asked_truth(changes, "changes");
    const bool good = asked_truth(result, "result");
    Value outcome = good;
    Value shown = comment;
    if (state.test()) {
        outcome = changes.is_false() ? Value(true) : Value();
        if (!comment) shown = "This is a test";
    }
    Map map = state.map();
    map.add("name", state.name());
    map.add("changes", changed ? pretended_changes(state) : state.map({}));
    map.add("result", outcome);
    map.add("comment", shown);
    if (warnings.is_str()) {
        map.add("warnings", state.list({warnings}));
    } else if (warnings.is_list()) {
        map.add("warnings", warnings);
    } else if (!warnings.is_nil()) {
        throw BadArgument(
            "You have specified the state option 'warnings' with invalid arguments. It must be a "
            "string or a list of strings");
    }
    return {map.value()};
}

StateResult show_notification(State& state, std::string_view, Value text, Kwargs) {
    if (!text) throw BadArgument("Missing required argument text.");
    return report(state, true, text, state.map({}));
}

// "module: ID" of each watched state that made changes. The runner provides `low`, the low chunk
// with the watched chunks below __reqs__, and `running`, the results so far by their tags.
Value watched_with_changes(State& state) {
    List changed = state.list();
    const Value running = state.lookup("running");
    for (const Value& low : state.lookup("low:__reqs__:watch").items()) {
        const std::string tag =
            format("{}_|-{}_|-{}_|-{}", low["state"], low["__id__"], low["name"], low["fun"]);
        if (running[tag]["changes"]) changed.add(format("{}: {}", low["state"], low["__id__"]));
    }
    return changed.value();
}

StateResult mod_watch(State& state, std::string_view, Value, Value result, Value comment,
                      Value changes) {
    if (changes.is_nil())
        changes = state.map({{"Requisites with changes", watched_with_changes(state)}});
    return report(state, result, comment, changes);
}

}  // namespace

void add_states(Plugin& p) {
    p.state("test.nop", nop, "name"_a, "kwargs"_a)
        .doc(
            "Does nothing and succeeds.\n\n- `name` (str)\n- `**kwargs`: ignored\n\n"
            "    nothing:\n      test.nop: []");
    p.state("test.succeed_without_changes", succeed_without_changes, "name"_a,
            "comment"_a = "Success!", "kwargs"_a)
        .doc(
            "Succeeds without changes.\n\n- `name` (str)\n- `comment` (str)\n"
            "- `**kwargs`: ignored\n\n    fine:\n      test.succeed_without_changes: []");
    p.state("test.fail_without_changes", fail_without_changes, "name"_a, "comment"_a = "Failure!",
            "kwargs"_a)
        .doc(
            "Fails without changes.\n\n- `name` (str)\n- `comment` (str)\n"
            "- `**kwargs`: ignored\n\n    broken:\n      test.fail_without_changes: []");
    p.state("test.succeed_with_changes", succeed_with_changes, "name"_a, "comment"_a = "Success!",
            "kwargs"_a)
        .doc(
            "Succeeds and reports a change.\n\n- `name` (str)\n- `comment` (str)\n"
            "- `**kwargs`: ignored\n\n    changed:\n      test.succeed_with_changes: []");
    p.state("test.fail_with_changes", fail_with_changes, "name"_a, "comment"_a = "Failure!",
            "kwargs"_a)
        .doc(
            "Fails and reports a change.\n\n- `name` (str)\n- `comment` (str)\n"
            "- `**kwargs`: ignored\n\n    broken:\n      test.fail_with_changes: []");
    p.state("test.configurable_test_state", configurable_test_state, "name"_a, "changes"_a = true,
            "result"_a = true, "comment"_a = "", "warnings"_a = nullptr)
        .doc(
            "Reports what it is told to.\n\n- `name` (str)\n"
            "- `changes` (bool or 'Random', true): whether it made changes\n"
            "- `result` (bool or 'Random', true): whether it succeeded\n- `comment` (str)\n"
            "- `warnings` (str or list of str)\n\n    flaky:\n"
            "      test.configurable_test_state:\n        - result: Random");
    p.state("test.show_notification", show_notification, "name"_a, "text"_a = nullptr, "kwargs"_a)
        .doc(
            "Shows a text in the results of a run.\n\n- `name` (str)\n- `text` (str): required\n"
            "- `**kwargs`: ignored\n\n    note:\n      test.show_notification:\n"
            "        - text: Remember to restart");
    p.mod_watch("test", mod_watch, "name"_a, "sfun"_a = nullptr, "result"_a = true,
                "comment"_a = "Watch statement fired.", "changes"_a = nullptr)
        .doc(
            "Answers which watched states made changes, or what it is told to.\n\n"
            "- `name` (str)\n- `sfun` (str): the state function that watches\n"
            "- `result` (bool, true), `comment` (str), `changes` (map): reported as given");
}

}  // namespace brine::test_module
