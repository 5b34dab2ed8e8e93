// SPDX-License-Identifier: Apache-2.0
//
// A plugin that keeps all rules, for the tests of the test kit.
#include "sample_plugins.hpp"

#define BRINE_PLUGIN_VARIABLE brine_sample_plugin
#include <brine/sdk.hpp>

using namespace brine::literals;

namespace {

using brine::Call;
using brine::Value;

std::string greet(Call&, std::string_view name, std::string_view word) {
    if (name.empty()) throw brine::BadArgument("name must not be empty");
    return std::string(word) + ", " + std::string(name);
}

brine::StateResult present(brine::State& state, std::string_view name,
                           std::optional<std::string_view> shell) {
    const Value user = state.call("user.info", {{"name", name}});
    if (user && (!shell || user["shell"] == *shell)) return state.ok("User {} is present", name);
    state.change("shell", user["shell"], shell);
    if (state.test()) return state.pending("User {} would be set up", name);
    state.call("user.add", {name}, {{"shell", shell}});
    return state.done("User {} was set up", name);
}

bool set_up(Call& call, Value low) {
    call.store("set_up_by", low["name"]);
    call.emit("user/set-up", call.map({{"name", low["name"]}}));
    return true;
}

int count(Call& call, int limit) {
    int n = 0;
    for (; n < limit; ++n) call.stop_if_cancelled();
    return n;
}

Value facts(Call& call) {
    call.log(brine::Level::warning, "looking at {}", call.grain("os"));
    return call.map({{"os", call.grain("os")},
                     {"shell", call.pillar("users:0:shell")},
                     {"option", call.option("a:b")},
                     {"test", call.test()},
                     {"kept", call.lookup("context:kept:x")},
                     {"provided", call.lookup("provided:deep")}});
}

Value keep(Call& call, Value value) {
    call.store("kept", value);
    return call.invoke({.name = "user.facts", .context = call.map({{"test", true}})});
}

Value louder(Call& call, std::string_view text) {
    const Value args[] = {text};
    const Value below = call.invoke({.name = "text.say", .arguments = {args, {}}, .next = true});
    return call.str(std::string(below.str()) + "!");
}

void on_job_end(brine::Event& event) {
    if (event.data["retcode"] != 0) event.call("chat.post", {{"text", event.tag}});
}

Value many(Call& call, std::int64_t times) {
    const Value args[] = {"x"};
    Value last;
    for (std::int64_t n = 0; n < times; ++n)
        last = call.invoke({.name = "text.say", .arguments = {args, {}}, .scoped = true});
    return last;
}

}  // namespace

BRINE_PLUGIN("sample", "1.0.0", "For the tests of the test kit", p) {
    p.exec("user.greet", greet, "name"_a, "word"_a = "Hello").doc("Greets.");
    p.state("user.present", present, "name"_a, "shell"_a = nullptr);
    p.mod_init("user", set_up);
    p.exec("user.count", count, "limit"_a);
    p.exec("user.facts", facts);
    p.exec("user.keep", keep, "value"_a);
    p.exec("text.say", louder, "text"_a);
    p.exec("text.many", many, "times"_a);
    p.exec("text.deep", [](Call& call) { return call.call("text.deep"); });
    p.exec(
        "text.can", [](Call& call, std::string_view name) { return call.can_call(name); },
        "name"_a);
    p.exec("moon.land", [](Call&) { return true; });
    p.available_if("moon", [](Call& call) {
        return std::string(call.grain("rocket") ? "" : "there is no rocket");
    });
    p.add(
        "context", "provided",
        [](Call& call, std::string_view path) { return call.str("at " + std::string(path)); },
        "path"_a);
    p.on("brine/job/*/ret", on_job_end);
}
