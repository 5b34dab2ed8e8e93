// SPDX-License-Identifier: Apache-2.0
#include "states.hpp"

#include <brine/support/directory.hpp>

namespace motd {
namespace {

using brine::State;
using brine::StateResult;
using brine::Value;

// Files of text end with a newline, whatever the author of the state wrote.
std::string as_file(std::string_view text) {
    std::string contents(text);
    if (!contents.ends_with('\n')) contents += '\n';
    return contents;
}

StateResult present(State& state, std::string_view name, std::string_view text) {
    const Fragments fragments = fragments_of(state);
    const std::optional<std::string> before = fragments.read(name);
    const std::string after = as_file(text);
    if (before == after) return state.ok("The piece {} is as it should be", name);

    state.change(name, before, after);
    if (state.test()) return state.pending("The piece {} would be written", name);

    fragments.write(name, after);
    return state.done("The piece {} was written", name);
}

StateResult absent(State& state, std::string_view name) {
    const Fragments fragments = fragments_of(state);
    const std::optional<std::string> before = fragments.read(name);
    if (!before) return state.ok("There is no piece {}", name);

    state.change(name, before, nullptr);
    if (state.test()) return state.pending("The piece {} would be removed", name);

    fragments.remove(name);
    return state.done("The piece {} was removed", name);
}

// Makes the directory before the first state that needs it. True: not to be called again.
bool prepare(brine::Call& call, Value) {
    if (!call.test()) brine::support::make_directories(fragments_of(call).directory(), 0755);
    return true;
}

// Something that a piece watches has changed: those who are logged in already are told now.
StateResult announce(State& state, std::string_view name, std::string_view text) {
    state.note("announced", text);
    if (state.test()) return state.pending("The piece {} would be announced", name);
    state.call("cmd.run", {"wall"}, {{"stdin", text}});
    return state.done("The piece {} was announced", name);
}

}  // namespace

Fragments fragments_of(brine::Call& call) {
    return Fragments(std::string(call.option("motd:directory").str_or("/etc/motd.d")));
}

void add_states(brine::Plugin& plugin) {
    using namespace brine::literals;
    plugin.state("motd.present", present, "name"_a, "text"_a)
        .doc(
            "Makes sure that a piece of the message of the day has this text.\n\n"
            "- `name` (str): of the piece's file\n- `text` (str)\n\n"
            "    welcome:\n      motd.present:\n        - text: Welcome");
    plugin.state("motd.absent", absent, "name"_a)
        .doc(
            "Makes sure that there is no such piece.\n\n- `name` (str): of the piece's file\n\n"
            "    welcome:\n      motd.absent: []");
    plugin.mod_init("motd", prepare);
    plugin.mod_watch("motd", announce, "name"_a, "text"_a = "");
}

}  // namespace motd
