// SPDX-License-Identifier: Apache-2.0
#include "sample_plugins.hpp"

#include <brine/testing.hpp>

#include <catch2/catch.hpp>

using namespace brine::testing;
using Catch::Matchers::Contains;

TEST_CASE("a state is called and what it returns is taken apart", "[state]") {
    FakeHost host;
    host.load(brine_sample_plugin);
    host.on("user.info", nullptr);
    host.on("user.add", true);

    SECTION("changes are made") {
        const StateReturn done =
            host.state("user.present", {{"name", "ada"}, {"shell", "/bin/sh"}});
        CHECK(done.succeeded());
        CHECK(done.changed());
        CHECK(done.name() == "ada");
        CHECK(done.result() == true);
        CHECK(done.comment() == "User ada was set up");
        CHECK(done.changes() == R"({"shell": {"old": null, "new": "/bin/sh"}})"_value);
        CHECK(host.calls("user.add").size() == 1);
    }
    SECTION("changes are told of in test mode") {
        const StateReturn pending = host.state("user.present", {{"name", "ada"}}, {.test = true});
        CHECK(pending.pending());
        CHECK_FALSE(pending.succeeded());
        CHECK_FALSE(pending.failed());
        CHECK(host.calls("user.add").empty());
    }
    SECTION("test mode may be set for all calls") {
        host.set_option("test", true);
        CHECK(host.state("user.present", {{"name", "ada"}}).pending());
        CHECK(host.state("user.present", {{"name", "ada"}}, {.test = false}).succeeded());
        host.set("test", false);
        CHECK(host.state("user.present", {{"name", "ada"}}).succeeded());
    }
    SECTION("nothing is to do") {
        host.on("user.info", map({{"shell", "/bin/sh"}}));
        const StateReturn same =
            host.state("user.present", {{"name", "ada"}, {"shell", "/bin/sh"}});
        CHECK(same.succeeded());
        CHECK_FALSE(same.changed());
    }
    SECTION("an error is a CallError") {
        host.on("user.add", []() -> bool { throw brine::Error("disk full"); });
        CHECK_THROWS_WITH(host.state("user.present", {{"name", "ada"}}), "disk full");
    }
}

TEST_CASE("a state that breaks its contract is named", "[state]") {
    FakeHost host;
    host.load(brine_rude_plugin);
    CHECK_THROWS_AS(host.state("rude.bare_state", {{"name", "x"}}), Failure);
    CHECK_THROWS_WITH(host.state("rude.bare_state", {{"name", "x"}}),
                      "the state rude.bare_state returns no 'name': {'result': True}");
}

TEST_CASE("the contract of return data", "[state]") {
    const auto flaw = [](const brine::Value& data, bool test = false) {
        return state_flaw(data, test);
    };
    CHECK(flaw(R"({"name": "a", "changes": {}, "result": true, "comment": ""})"_value).empty());
    CHECK(flaw(R"({"name": "a", "changes": {}, "result": false, "comment": ["a", "b"],
                   "warnings": []})"_value)
              .empty());
    CHECK(flaw(R"({"name": "a", "changes": {"x": 1}, "result": null, "comment": ""})"_value, true)
              .empty());
    CHECK(flaw("text") == "a str, not a map");
    CHECK(flaw(R"({"name": "a", "changes": {}, "result": true})"_value) == "no 'comment'");
    CHECK(flaw(R"({"name": 5, "changes": {}, "result": true, "comment": ""})"_value) ==
          "'name' is 5, not a str");
    CHECK(flaw(R"({"name": "a", "changes": [], "result": true, "comment": ""})"_value) ==
          "'changes' is [], not a map");
    CHECK(flaw(R"({"name": "a", "changes": {}, "result": "yes", "comment": ""})"_value) ==
          "'result' is 'yes', not a bool or nil");
    CHECK(flaw(R"({"name": "a", "changes": {}, "result": true, "comment": [5]})"_value) ==
          "'comment' is [5], not a str or a list of strs");
    CHECK_THAT(flaw(R"({"name": "a", "changes": {}, "result": null, "comment": ""})"_value),
               Contains("test mode only"));
    CHECK_THAT(
        flaw(R"({"name": "a", "changes": {"x": 1}, "result": true, "comment": ""})"_value, true),
        Contains("nothing would change"));
}

TEST_CASE("a list of comments is joined", "[state]") {
    const StateReturn done(
        "a.b", R"({"name": "a", "changes": {}, "result": true, "comment": ["x", "y"]})"_value,
        false);
    CHECK(done.comment() == "x\ny");
}
