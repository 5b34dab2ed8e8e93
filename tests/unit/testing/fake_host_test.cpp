// SPDX-License-Identifier: Apache-2.0
#include "sample_plugins.hpp"

#include <brine/testing.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace brine::literals;
using namespace brine::testing;
using brine::Call;
using brine::Value;
using Catch::Matchers::Contains;

namespace {

struct Sample : FakeHost {
    Sample() { load(brine_sample_plugin); }
};

}  // namespace

TEST_CASE_METHOD(Sample, "functions of a plugin are called with checked arguments", "[host]") {
    CHECK(call("user.greet", {{"name", "Ada"}}) == "Hello, Ada");
    CHECK(call("user.greet", {"Ada"}, {{"word", "Hi"}}) == "Hi, Ada");
    CHECK_THROWS_WITH(call("user.greet"), Contains("name"));
    CHECK_THROWS_AS(call("user.greet", {{"nam", "Ada"}}), brine::CallError);
    try {
        call("user.greet", {{"name", ""}});
        FAIL("an empty name is taken");
    } catch (const brine::CallError& error) {
        CHECK(error.status() == BRINE_BAD_ARGS);
        CHECK(std::string(error.what()) == "name must not be empty");
    }
}

TEST_CASE_METHOD(Sample, "an unknown function is an error that says how to fake it", "[host]") {
    CHECK_THROWS_WITH(call("no.such"), Contains("'no.such' is not available") &&
                                           Contains("host.on(\"no.such\", ...)"));
    CHECK_THROWS_WITH(call_kind("state", "no.such"),
                      Contains("host.on_kind(\"state\", \"no.such\", ...)"));
}

TEST_CASE("a fake may be a value, or a function of any form", "[host]") {
    FakeHost host;
    const std::string text = "short-lived";
    host.on("a.value", text);
    host.on("a.nil", nullptr);
    host.on("a.literal", brine::testing::map({{"x", list({1, 2})}}));
    host.on("a.closure", [] { return 5; });
    host.on("a.silent", [](const PassedArguments&) {});
    host.on("a.passed", [](const PassedArguments& a) { return a[0] == "x" && a["y"] == 2; });
    host.on("a.caller", [](Call& call, const PassedArguments& a) {
        return call.call("a.passed", {a[0]}, {{"y", a["y"]}});
    });
    host.on(
        "a.typed",
        [](Call&, std::string_view name, std::optional<int> n) {
            return std::vector<std::string>(static_cast<std::size_t>(n.value_or(1)),
                                            std::string(name));
        },
        "name"_a, "n"_a = nullptr);
    host.on("a.made", [] { return brine::testing::map({{"made", "there"}}); });
    host.on("a.thrown", []() -> Value { throw brine::Unavailable("not today"); });

    CHECK(host.call("a.value") == "short-lived");
    CHECK(host.call("a.nil") == nullptr);
    CHECK(host.call("a.literal", {1, 2}, {{"any", "thing"}}) == R"({"x": [1, 2]})"_value);
    CHECK(host.call("a.closure") == 5);
    CHECK(host.call("a.silent") == nullptr);
    CHECK(host.call("a.passed", {"x"}, {{"y", 2}}) == true);
    CHECK(host.call("a.caller", {"x"}, {{"y", 2}}) == true);
    CHECK(host.call("a.typed", {"ab"}, {{"n", 2}}) == list({"ab", "ab"}));
    CHECK(host.call("a.made") == brine::testing::map({{"made", "there"}}));
    CHECK_THROWS_WITH(host.call("a.typed", {{"n", 2}}), Contains("name"));
    CHECK_THROWS_WITH(host.call("a.typed", {{"name", 2}}), Contains("takes a str"));
    try {
        host.call("a.thrown");
        FAIL("nothing is thrown");
    } catch (const brine::CallError& error) {
        CHECK(error.status() == BRINE_UNAVAILABLE);
    }
}

TEST_CASE("of two functions with the same name the later one wins", "[host]") {
    FakeHost host;
    host.on("text.say", [](const PassedArguments& a) { return a[0]; });
    host.load(brine_sample_plugin);
    CHECK(host.call("text.say", {"hi"}, {}) == "hi!");
    CHECK(host.calls("text.say").only().next);
    host.on("text.say", "faked");
    CHECK(host.call("text.say", {"hi"}, {}) == "faked");
}

TEST_CASE("`next` without a function below says what to do", "[host]") {
    FakeHost host;
    host.load(brine_sample_plugin);
    CHECK_THROWS_WITH(host.call("text.say", {"hi"}, {}),
                      Contains("nothing below 'sample' offers the exec 'text.say'") &&
                          Contains("fake it before the plugin is loaded"));
}

TEST_CASE_METHOD(Sample, "calls are recorded with what was passed and what came back", "[host]") {
    on("user.info", nullptr);
    on(
        "user.add",
        [](Call&, std::string_view, std::optional<std::string_view>, bool) { return true; },
        "name"_a, "shell"_a = nullptr, "system"_a = false);
    state("user.present", {{"name", "ada"}, {"shell", "/bin/zsh"}});

    REQUIRE(calls().size() == 2);
    CHECK(calls()[0].name == "user.info");
    const RecordedCall added = calls("user.add").only();
    CHECK(added.kind == "exec");
    CHECK(added[0] == "ada");
    CHECK(added["shell"] == "/bin/zsh");
    CHECK(added[1] == nullptr);
    CHECK(added["name"] == nullptr);
    CHECK(added.parameter("name") == "ada");
    CHECK(added.parameter("system") == false);
    CHECK(added.result == true);
    CHECK(added.status == BRINE_OK);
    CHECK(shown(added) == "user.add('ada', shell='/bin/zsh') -> True");
    CHECK(calls("user.present").empty());  // the test's own call

    clear_records();
    CHECK(calls().empty());
}

TEST_CASE_METHOD(Sample, "failed calls are recorded too", "[host]") {
    CHECK_THROWS_AS(state("user.present", {{"name", "ada"}}), brine::CallError);
    CHECK(calls("user.info").only().status == BRINE_NOT_FOUND);
    CHECK_THAT(calls("user.info").only().error, Contains("is not available"));

    on(
        "user.info", [](Call&, int) { return 1; }, "uid"_a);
    CHECK_THROWS_AS(state("user.present", {{"name", "ada"}}), brine::CallError);
    CHECK(calls("user.info").last().status == BRINE_BAD_ARGS);
    CHECK(calls("user.info").last().parameters.is_nil());
}

TEST_CASE_METHOD(Sample, "an expectation about calls that does not hold is a Failure", "[host]") {
    on("user.info", brine::testing::map({{"shell", "/bin/sh"}}));
    CHECK_THROWS_WITH(calls("user.info").only(),
                      "calls of user.info: expected one call, there "
                      "were 0");
    CHECK_THROWS_AS(calls("user.info").last(), Failure);
    state("user.present", {{"name", "ada"}});
    state("user.present", {{"name", "bob"}});
    CHECK_THROWS_WITH(calls("user.info").only(),
                      Contains("there were 2") && Contains("user.info(name='ada')"));
    CHECK_THROWS_AS(calls("user.info")[2], Failure);
    CHECK(calls("user.info")[1]["name"] == "bob");
}

TEST_CASE_METHOD(Sample, "a context is found by its paths", "[host]") {
    set_grain("os", "Debian");
    set_pillar("users", list({brine::testing::map({{"shell", "/bin/sh"}})}));
    set_option("a:b", 5);
    set("test", true);
    CHECK(call("user.facts") == R"({"os": "Debian", "shell": "/bin/sh", "option": 5,
                                    "test": true, "kept": null,
                                    "provided": "at deep"})"_value);
    set_option("a:c", 6);
    set_grain("os", "SLES");
    CHECK(call("user.facts")["option"] == 5);
    CHECK(call("user.facts")["os"] == "SLES");
}

TEST_CASE_METHOD(Sample, "the context of a call is laid over, and stored values are seen below",
                 "[host]") {
    set("test", false);
    const Value facts = call("user.keep", {{"value", brine::testing::map({{"x", "y"}})}});
    CHECK(facts["kept"] == "y");
    CHECK(facts["test"] == true);
    CHECK(stored("kept") == R"({"x": "y"})"_value);
    CHECK(calls("user.facts").only().context == R"({"test": true})"_value);
    call("user.facts");
    CHECK(stored("kept") == nullptr);
}

TEST_CASE_METHOD(Sample, "log lines are kept from the wanted level up", "[host]") {
    call("user.facts");
    REQUIRE(log_lines().size() == 1);
    CHECK(log_lines()[0].plugin == "sample");
    CHECK(log_lines()[0].level == brine::Level::warning);
    CHECK(logged("looking at None"));
    CHECK_FALSE(logged("looking", brine::Level::error));
    set_log_level(brine::Level::error);
    call("user.facts");
    CHECK(log_lines().size() == 1);
}

TEST_CASE_METHOD(Sample, "events are recorded, and published ones are handled", "[host]") {
    call_kind("state", "user.mod_init", {{"low", brine::testing::map({{"name", "ada"}})}});
    REQUIRE(events("user/*").size() == 1);
    CHECK(events()[0].data == R"({"name": "ada"})"_value);
    CHECK(events("other/*").empty());
    CHECK(stored("set_up_by") == "ada");

    on("chat.post", nullptr);
    CHECK(publish("brine/job/1/new", nullptr) == 0);
    CHECK(publish("brine/job/1/ret", brine::testing::map({{"retcode", 0}})) == 1);
    CHECK(calls("chat.post").empty());
    CHECK(publish("brine/job/1/ret", brine::testing::map({{"retcode", 2}})) == 1);
    CHECK(calls("chat.post").only()["text"] == "brine/job/1/ret");
    on("chat.post", []() -> Value { throw brine::Error("no network"); });
    CHECK_THROWS_WITH(publish("brine/job/1/ret", brine::testing::map({{"retcode", 2}})),
                      "no network");
}

TEST_CASE_METHOD(Sample, "cancellation comes at once or after so many asks", "[host]") {
    CHECK(call("user.count", {{"limit", 10}}) == 10);
    cancel(10);
    CHECK(call("user.count", {{"limit", 10}}) == 10);
    try {
        call("user.count", {{"limit", 10}});
        FAIL("not cancelled");
    } catch (const brine::CallError& error) {
        CHECK(error.status() == BRINE_CANCELLED);
    }
}

TEST_CASE_METHOD(Sample, "a module is asked once whether it can work here", "[host]") {
    CHECK(call("text.can", {{"name", "moon.land"}}) == false);
    CHECK_THROWS_WITH(call("moon.land"),
                      "'moon.land' is not available: 'moon' __virtual__ returned False: there is "
                      "no rocket");
    set_grain("rocket", true);
    CHECK_THROWS_AS(call("moon.land"), brine::CallError);

    FakeHost other;
    other.set_grain("rocket", true);
    other.load(brine_sample_plugin);
    CHECK(other.call("moon.land") == true);
    CHECK(other.call("text.can", {{"name", "moon.land"}}) == true);
    CHECK(other.call("text.can", {{"name", "no.such"}}) == false);
}

TEST_CASE("scoped results and deep calls", "[host]") {
    FakeHost host;
    host.on("text.say", [](Call& call, const PassedArguments& a) {
        return call.str(std::string(1000, a[0].str()[0]));
    });
    host.load(brine_sample_plugin);
    host.on("text.say", [](Call& call, const PassedArguments& a) {
        return call.list({a[0], call.str("made")});
    });
    CHECK(host.call("text.many", {{"times", 3}}) == list({"x", "made"}));
    CHECK_THROWS_WITH(host.call("text.deep"), Contains("more than 100 deep"));
}

TEST_CASE_METHOD(Sample, "the registry is described to plugins", "[host]") {
    const Value described = call_kind("core", "registry.describe", {{"name", "user.greet"}});
    CHECK(described["plugin"] == "sample");
    CHECK(described["doc"] == "Greets.");
    CHECK(described["params"].items()[1] ==
          R"({"name": "word", "kind": "normal", "type": "str", "required": false,
              "default": "Hello"})"_value);
    CHECK(call_kind("core", "registry.functions", {{"kind", "event"}}) ==
          list({"1:brine/job/*/ret"}));
    on("user.greet", "hi");
    const Value offers = call_kind("core", "registry.offers", {{"name", "user.greet"}});
    REQUIRE(offers.size() == 2);
    CHECK(offers.items()[0]["plugin"] == "fake");
    CHECK(offers.items()[1]["plugin"] == "sample");
}

TEST_CASE("extensions may be added", "[host]") {
    static const int table = 5;
    FakeHost host;
    CHECK(host.table()->extension(host.table(), "acme.x/1") == nullptr);
    host.extend("acme.x/1", &table);
    CHECK(host.table()->extension(host.table(), "acme.x/1") == &table);
}
