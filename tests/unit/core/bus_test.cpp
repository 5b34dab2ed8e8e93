// SPDX-License-Identifier: Apache-2.0
#include "core/loop/bus.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace {

using brine::Value;
using brine::core::Bus;

TEST_CASE("an event reaches those whose pattern fits, in order of subscription") {
    Bus bus;
    std::vector<std::string> seen;
    const auto note = [&](const std::string& who) {
        return [&seen, who](std::string_view tag, const Value& data) {
            seen.push_back(who + " " + std::string(tag) + " " + std::string(data["text"].str()));
        };
    };
    bus.subscribe("salt/*", note("all"));
    bus.subscribe("salt/job/*/ret/[ab]", note("returns"));
    bus.subscribe("other", note("other"));

    const brine::Pair pairs[] = {{"text", "x"}};
    bus.publish("salt/job/1/ret/a", Value::map(pairs));
    bus.publish("salt/job/1/ret/c", Value::map(pairs));
    bus.publish("salty", Value::map(pairs));
    CHECK(seen == std::vector<std::string>{"all salt/job/1/ret/a x", "returns salt/job/1/ret/a x",
                                           "all salt/job/1/ret/c x"});
}

TEST_CASE("a handler is not called after it was taken off") {
    Bus bus;
    int calls = 0;
    const auto token = bus.subscribe("*", [&](std::string_view, const Value&) { ++calls; });
    CHECK(bus.wanted("any"));
    bus.publish("any", {});
    bus.unsubscribe(token);
    CHECK_FALSE(bus.wanted("any"));
    bus.publish("any", {});
    CHECK(calls == 1);
    bus.unsubscribe(token);  // twice does no harm
}

TEST_CASE("taking a handler off waits until it has returned") {
    Bus bus;
    std::atomic<bool> entered = false;
    std::atomic<bool> returned = false;
    const auto token = bus.subscribe("*", [&](std::string_view, const Value&) {
        entered = true;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        returned = true;
    });
    std::thread publisher([&] { bus.publish("slow", {}); });
    while (!entered) std::this_thread::yield();
    bus.unsubscribe(token);
    CHECK(returned);
    publisher.join();
}

TEST_CASE("many threads publish and subscribe at once") {
    constexpr int publishers = 3;
    constexpr int events = 500;
    Bus bus;
    std::atomic<int> counted = 0;
    bus.subscribe("count/*", [&](std::string_view, const Value& data) {
        counted += static_cast<int>(data.integer());
    });
    std::vector<std::thread> threads;
    for (int n = 0; n < publishers; ++n)
        threads.emplace_back([&] {
            for (int event = 0; event < events; ++event) bus.publish("count/one", 1);
        });
    threads.emplace_back([&] {
        for (int n = 0; n < events; ++n)
            bus.unsubscribe(bus.subscribe("count/*", [](std::string_view, const Value&) {}));
    });
    for (std::thread& thread : threads) thread.join();
    CHECK(counted == publishers * events);
}

}  // namespace
