// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>

#include <array>
#include <ctime>
#include <string>
#include <vector>

using namespace brine::literals;

namespace {

using brine::Kwargs;
using brine::Pair;
using brine::State;
using brine::StateResult;
using brine::Value;

// "2026-01-31T12:00:00Z"
std::string utc_now() {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text.data();
}

// A trail that cannot be kept fails the state: an audit with gaps is none.
void record(State& state, const Value& name) {
    const Value user = state.lookup("user");
    const Value job = state.lookup("jid");
    state.emit("file-audit/changed", state.map({{"name", name}, {"user", user}, {"jid", job}}));
    const Value trail = state.option("file_audit:trail");
    if (!trail) return;
    state.call("file.touch", {trail}, {});  // file.append needs it to be there
    state.call("file.append", {trail, brine::format("{} {} {} {}", utc_now(), user, job, name)},
               {});
}

StateResult managed(State& state, Value name, Kwargs others) {
    std::vector<Pair> arguments{{"name", name}};
    for (const Pair& pair : others.map.pairs()) arguments.push_back(pair);
    const Value outcome = state.invoke({.kind = "state",
                                        .name = "file.managed",
                                        .arguments = {.args = {}, .kwargs = arguments},
                                        .next = true});
    if (outcome["changes"] && !state.test()) record(state, name);
    return {outcome};
}

}  // namespace

BRINE_PLUGIN("file-audit", "1.0.0", "An audit trail of what file.managed changes", plugin) {
    plugin.state("file.managed", managed, "name"_a, "others"_a)
        .doc(
            "As the built-in state, and records what it changed.\n\n"
            "- `name` (str): the file's path\n- `**others`: as the built-in state has them\n\n"
            "    /etc/motd:\n      file.managed:\n        - contents: Welcome");
}
