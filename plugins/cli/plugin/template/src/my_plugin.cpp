// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>

#include <string>
#include <string_view>

using namespace brine::literals;

namespace {

// @begin exec
std::string greet(brine::Call&, std::string_view name, std::string_view word) {
    if (name.empty()) throw brine::BadArgument("name must not be empty");
    return brine::format("{}, {}!", word, name);
}

// @end exec
// @begin state
// A state looks, records what is to change, stops in test mode, and acts.
brine::StateResult written(brine::State& state, std::string_view name, std::string_view line) {
    const std::string wanted = std::string(line) + "\n";
    brine::Value present;  // nil
    if (state.call("file.file_exists", {name}, {})) present = state.call("file.read", {name}, {});
    if (present == wanted) return state.ok("{} holds that line already", name);

    state.change(name, present, wanted);
    if (state.test()) return state.pending("{} would be written", name);

    state.call("file.write", {name, line}, {});
    return state.done("{} was written", name);
}

// @end state
}  // namespace

BRINE_PLUGIN("my-plugin", "0.1.0", "What my-plugin is for, in one line", plugin) {
    // @begin exec
    plugin.exec("my_plugin.greet", greet, "name"_a, "word"_a = "Hello")
        .doc(
            "Greets somebody.\n\n- `name` (str): whom\n- `word` (str): how\n\n"
            "    brine call my_plugin.greet Ada");
    // @end exec
    // @begin state
    plugin.state("my_plugin.written", written, "name"_a, "line"_a)
        .doc(
            "Makes sure that a file holds one line and nothing else.\n\n"
            "- `name` (str): the file's path\n- `line` (str): without its newline\n\n"
            "    /etc/motd:\n      my_plugin.written:\n        - line: Welcome");
    // @end state
}
