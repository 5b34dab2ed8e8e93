// SPDX-License-Identifier: Apache-2.0
//
// Whoever breaks a rule of the ABI is named.
#include "sample_plugins.hpp"

#include <brine/testing.hpp>

#include <catch2/catch.hpp>

#include <string>

using namespace brine::testing;
using brine::Value;
using Catch::Matchers::Contains;

namespace {

struct Rude : FakeHost {
    Rude() { load(brine_rude_plugin); }
    ~Rude() = default;
};

// A descriptor that is fine but for what a test changes.
brine_plugin descriptor() {
    return {sizeof(brine_plugin),
            0,
            "odd",
            "1",
            "Odd in one way",
            [](brine_setup*, void**) -> brine_status { return BRINE_OK; },
            nullptr};
}

brine_function function() {
    brine_function made{};
    made.size = sizeof made;
    made.kind = "exec";
    made.name = "odd.one";
    made.call = [](void*, brine_call*, const brine_value*, brine_value*) -> brine_status {
        return BRINE_OK;
    };
    return made;
}

std::string refusal(const brine_plugin& plugin) {
    FakeHost host;
    try {
        host.load(plugin);
        return "(taken)";
    } catch (const brine::Error& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE_METHOD(Rude, "a malformed result is blamed on its function", "[rules]") {
    const auto blame = [this](const std::string& rule) {
        try {
            call("rude." + rule);
            return std::string("(nobody)");
        } catch (const Failure& failure) {
            return std::string(failure.what());
        }
    };
    CHECK(blame("not_utf8") ==
          "rude.not_utf8 of the plugin 'rude' returns at [1]: a str that is not UTF-8");
    CHECK_THAT(blame("key_twice"), Contains("the key 'a' twice"));
    CHECK_THAT(blame("not_zero"), Contains("`zero` is not 0"));
    CHECK_THAT(blame("unknown_type"), Contains("unknown type 99"));
    CHECK_THAT(blame("transient"), Contains("marked as transient"));
    CHECK_THAT(blame("map_as_key"), Contains("a map as a key"));
    CHECK_THAT(blame("no_message"), Contains("no message"));
    CHECK_THAT(blame("throws"), Contains("throws an exception out of the call"));
    CHECK_THAT(blame("bad_call"),
               Contains("rude.bad_call of the plugin 'rude' calls other.function with a keyword "
                        "that is an int"));
    CHECK_THAT(blame("bad_event"), Contains("emits as 'tag' a str that is not UTF-8"));
}

TEST_CASE_METHOD(Rude, "a breach further down is reported, also if it was caught", "[rules]") {
    on("outer.call", [](brine::Call& call, const PassedArguments&) {
        Value ignored;
        return call.try_invoke({.name = "rude.not_zero"}, ignored) == BRINE_OK;
    });
    CHECK_THROWS_AS(call("outer.call"), Failure);
    CHECK(calls("rude.not_zero").only().status == BRINE_ABI);
    CHECK_NOTHROW(stop());  // reported once
}

TEST_CASE_METHOD(Rude, "a call without a function below is an error", "[rules]") {
    CHECK_THROWS_WITH(call("rude.next_of_nothing"), Contains("nothing below 'rude'"));
    CHECK_THROWS_AS(invoke({.name = "rude.not_zero", .next = true}), Failure);
}

TEST_CASE_METHOD(Rude, "a call that was begun has to end", "[rules]") {
    call("rude.leaves_call_open");
    SECTION("it ends") {
        call("rude.ends_open_call");
        CHECK_NOTHROW(stop());
    }
    SECTION("it does not") {
        CHECK_THROWS_WITH(stop(), "1 calls that plugins began have not ended");
        // For the memory checkers' sake.
        FakeHost other;
        other.load(brine_rude_plugin);
        other.on("nothing.at_all", nullptr);
        other.call("rude.ends_open_call");
    }
}

TEST_CASE("a plugin that cannot be taken is refused with the reason", "[rules]") {
    brine_plugin plugin = descriptor();
    CHECK(refusal(plugin) == "(taken)");

    plugin.size = 8;
    CHECK_THAT(refusal(plugin), Contains("smaller than brine_plugin"));
    plugin = descriptor();
    plugin.name = nullptr;
    CHECK_THAT(refusal(plugin), Contains("has no name"));
    plugin = descriptor();
    plugin.needs_minor = 99;
    CHECK_THAT(refusal(plugin), Contains("needs ABI minor 99"));
    plugin = descriptor();
    plugin.start = nullptr;
    CHECK_THAT(refusal(plugin), Contains("no start()"));
    plugin.start = [](brine_setup* setup, void**) -> brine_status {
        return setup->fail(setup, BRINE_UNAVAILABLE, {"the moon is full", 16});
    };
    CHECK(refusal(plugin) == "the plugin 'odd' does not start: the moon is full");
    plugin.start = [](brine_setup*, void**) -> brine_status { return BRINE_FAILED; };
    CHECK_THAT(refusal(plugin), Contains("gives no reason"));
    plugin.start = [](brine_setup*, void**) -> brine_status { throw 1; };
    CHECK_THAT(refusal(plugin), Contains("throws an exception out of start()"));
    plugin.start = [](brine_setup* setup, void**) -> brine_status {
        brine_function nameless = function();
        nameless.name = "";
        setup->add(setup, &nameless);
        return BRINE_OK;
    };
    CHECK_THAT(refusal(plugin), Contains("takes no notice of the refusal"));
}

TEST_CASE("a function that cannot be taken is refused with the reason", "[rules]") {
    using Change = void (*)(brine_function&);
    static Change change;
    const auto refused = [](Change made) {
        change = made;
        brine_plugin plugin = descriptor();
        plugin.start = [](brine_setup* setup, void**) -> brine_status {
            brine_function changed = function();
            change(changed);
            return setup->add(setup, &changed);
        };
        return refusal(plugin);
    };
    CHECK(refused([](brine_function&) {}) == "(taken)");
    CHECK_THAT(refused([](brine_function& f) { f.size = 4; }),
               Contains("smaller than brine_function"));
    CHECK_THAT(refused([](brine_function& f) { f.kind = nullptr; }), Contains("without a kind"));
    CHECK_THAT(refused([](brine_function& f) { f.call = nullptr; }),
               Contains("the exec 'odd.one' without code"));
    CHECK_THAT(refused([](brine_function& f) { f.flags = 1; }), Contains("with flags"));
    CHECK_THAT(refused([](brine_function& f) { f.params = "name: strange"; }),
               Contains("column 7"));
    CHECK_THAT(refused([](brine_function& f) {
                   static const brine_value traits = brine_literal("no map");
                   f.traits = &traits;
               }),
               Contains("traits that are no map"));
}

TEST_CASE("a function that is added twice is refused", "[rules]") {
    brine_plugin plugin = descriptor();
    plugin.start = [](brine_setup* setup, void**) -> brine_status {
        const brine_function made = function();
        setup->add(setup, &made);
        return setup->add(setup, &made);
    };
    CHECK_THAT(refusal(plugin), Contains("the exec 'odd.one' twice"));
}

TEST_CASE("a file that is no plugin is refused with the reason", "[rules]") {
    FakeHost host;
    CHECK_THROWS_WITH(host.load(std::filesystem::path("/nonexistent/x.so")),
                      Contains("/nonexistent/x.so"));
    CHECK_THROWS_WITH(host.load(std::filesystem::path("/dev/null")), Contains("/dev/null"));
}
