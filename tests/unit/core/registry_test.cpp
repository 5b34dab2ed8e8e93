// SPDX-License-Identifier: Apache-2.0
//
// Which function a name reaches: precedence, what lies below, availability.
#include "host_fixture.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using namespace brine::core;
using namespace brine::core::test;
using brine::Call;
using brine::Pair;
using brine::Plugin;
using brine::Value;

std::string next_of(Call& call, std::string_view name) {
    return std::string(call.invoke({.name = name, .next = true}).str());
}

void lower(Plugin& plugin) {
    plugin.exec("pick.me", [](Call&) { return "lower"; });
    plugin.exec("pick.other", [](Call&) { return "other"; });
    plugin.add("renderer", "pick.me", [](Call&) { return "a renderer"; });
}

void upper(Plugin& plugin) {
    plugin.exec("pick.me", [](Call& call) { return "upper over " + next_of(call, "pick.me"); });
}

void top(Plugin& plugin) {
    plugin.exec("pick.me", [](Call& call) { return "top over " + next_of(call, "pick.me"); });
    plugin.exec("pick.only", [](Call& call) { return next_of(call, "pick.only"); });
}

TEST_CASE("of two plugins with the same function the one with precedence is called") {
    TestHost host;
    host.with<lower>("lower").with<upper>("upper").with<top>("top");
    TestRun run(host);
    CHECK(run.call().call("pick.me").str() == "top over upper over lower");
    CHECK(run.call().call("pick.other").str() == "other");
    CHECK(run.call().invoke({.kind = "renderer", .name = "pick.me"}).str() == "a renderer");
}

TEST_CASE("below the last one there is nothing") {
    TestHost host;
    host.with<lower>("lower").with<top>("top");
    TestRun run(host);
    Value result;
    CHECK(run.call().try_invoke({.name = "pick.only"}, result) == BRINE_NOT_FOUND);
    CHECK(run.call().last_error() == "no other plugin below 'top' offers exec 'pick.only'");
    CHECK(result.is_nil());
}

TEST_CASE("a name that nobody offers is told with the closest one") {
    TestHost host;
    host.with<lower>("lower");
    TestRun run(host);
    CHECK(failure_of(run.call(), {.name = "pick.othr"}) ==
          "'pick.othr' is not available. Did you mean 'pick.other'?");
    CHECK(failure_of(run.call(), {.kind = "output", .name = "x"}) == "there is no output 'x'.");
    CHECK(failure_of(run.call(), {.name = ""}) == "'' is not available.");
}

int asked = 0;

void unavailable(Plugin& plugin) {
    plugin.exec("pkg.name", [](Call&) { return "never"; });
    plugin.exec("free.name", [](Call&) { return "free"; });
    plugin.available_if("pkg", [](Call&) {
        ++asked;
        return "no apt here";
    });
}

void available(Plugin& plugin) {
    plugin.exec("pkg.name", [](Call&) { return "the other"; });
    plugin.available_if("*", [](Call&) { return ""; });
}

TEST_CASE("a module that cannot work here says why, and is asked once") {
    asked = 0;
    TestHost host;
    host.with<unavailable>("pkg-apt");
    TestRun run(host);
    for (int n = 0; n < 3; ++n) {
        Value result;
        CHECK(run.call().try_invoke({.name = "pkg.name"}, result) == BRINE_UNAVAILABLE);
        CHECK(run.call().last_error() ==
              "'pkg.name' is not available: 'pkg' __virtual__ returned False: no apt here");
    }
    CHECK(asked == 1);
    CHECK(run.call().call("free.name").str() == "free");
    CHECK_FALSE(run.call().can_call("pkg.name"));
    CHECK(run.call().can_call("free.name"));
    CHECK_FALSE(run.call().can_call("no.such"));
}

TEST_CASE("where the one with precedence cannot work, the one below is called") {
    TestHost host;
    host.with<available>("pkg-any").with<unavailable>("pkg-apt");
    TestRun run(host);
    CHECK(run.call().call("pkg.name").str() == "the other");
}

void failing_availability(Plugin& plugin) {
    plugin.exec("odd.name", [](Call&) { return 1; });
    plugin.available_if("odd", [](Call&) -> std::string { throw brine::Error("cannot tell"); });
    plugin.exec("none.name", [](Call&) { return 1; });
    plugin.add("available", "none", [](Call&) { return false; });
}

TEST_CASE("an availability check that fails counts as a reason") {
    TestHost host;
    host.with<failing_availability>("odd");
    TestRun run(host);
    CHECK(failure_of(run.call(), {.name = "odd.name"}) ==
          "'odd.name' is not available: 'odd' __virtual__ returned False: cannot tell");
    CHECK(failure_of(run.call(), {.name = "none.name"}) ==
          "'none.name' is not available: 'none' __virtual__ returned False: it gives no reason");
}

std::vector<std::string> texts(const Value& list) {
    std::vector<std::string> all;
    for (const Value& item : list.items()) all.emplace_back(item.str());
    return all;
}

void documented(Plugin& plugin) {
    using namespace brine::literals;
    plugin
        .exec(
            "doc.me",
            [](Call&, std::string_view, std::int64_t, brine::Rest, brine::Kwargs) { return 1; },
            "name"_a, "count"_a = 3, "more"_a, "others"_a)
        .doc("Documented.\nAt length.")
        .trait("output", "highstate");
}

TEST_CASE("the registry tells of itself") {
    TestHost host;
    host.with<lower>("lower").with<upper>("upper").with<documented>("documented");
    TestRun run(host);
    Call call = run.call();
    const auto ask = [&](std::string_view name, std::vector<Pair> kwargs = {}) {
        return call.invoke(
            {.kind = "core", .name = name, .arguments = {.args = {}, .kwargs = kwargs}});
    };
    CHECK(texts(ask("registry.kinds")) == std::vector<std::string>{"core", "exec", "renderer"});
    CHECK(texts(ask("registry.functions")) ==
          std::vector<std::string>{"doc.me", "pick.me", "pick.other"});

    const Value offers = ask("registry.offers", {{"name", "pick.me"}});
    REQUIRE(offers.size() == 2);
    CHECK(offers.items()[0]["plugin"].str() == "upper");
    CHECK(offers.items()[1]["plugin"].str() == "lower");

    const Value description = ask("registry.describe", {{"name", "doc.me"}});
    CHECK(description["plugin"].str() == "documented");
    CHECK(description["doc"].str() == "Documented.\nAt length.");
    CHECK(description["traits"]["output"].str() == "highstate");
    const auto params = description["params"].items();
    REQUIRE(params.size() == 4);
    CHECK(params[0]["name"].str() == "name");
    CHECK(params[0]["required"].is_true());
    CHECK(params[1]["type"].str() == "int");
    CHECK(params[1]["default"].integer() == 3);
    CHECK(params[2]["kind"].str() == "rest");
    CHECK(params[3]["kind"].str() == "kwargs");

    const Value plugins = ask("loader.plugins");
    REQUIRE(plugins.size() == 4);  // the core's own first
    CHECK(plugins.items()[1]["name"].str() == "lower");
    CHECK(plugins.items()[1]["functions"].items()[0]["wins"].is_false());
    CHECK(plugins.items()[2]["functions"].items()[0]["wins"].is_true());
}

TEST_CASE("a plugin that does not start is refused with its reason") {
    TestHost host;
    static constexpr brine_plugin failing{sizeof(brine_plugin),
                                          0,
                                          "failing",
                                          "1",
                                          "",
                                          [](brine_setup* setup, void**) {
                                              return setup->fail(setup, BRINE_FAILED,
                                                                 brine_text_of("no licence"));
                                          },
                                          nullptr};
    CHECK_THROWS_WITH(host->add_linked_plugin(failing), "does not start: no licence");
    CHECK(host->registry()->plugins().size() == 1);
}

}  // namespace
