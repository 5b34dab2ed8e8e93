// SPDX-License-Identifier: Apache-2.0
//
// Calls and subscriptions from threads that a plugin owns.
#include "sample_plugins.hpp"

#include <brine/testing.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

using namespace brine::testing;
using brine::Call;
using brine::Value;

TEST_CASE("threads of a plugin make calls of their own", "[threads]") {
    FakeHost host;
    host.load(brine_sample_plugin);
    host.on("work.step", [](const PassedArguments& a) { return a[0]; });
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (int n = 0; n < 4; ++n)
        threads.emplace_back([&host, &wrong, n] {
            for (int round = 0; round < 50; ++round) {
                brine_call* raw = host.table()->begin(host.table(), nullptr);
                Call call(raw);
                if (call.call("work.step", {n}, {}) != Value(n)) ++wrong;
                call.log(brine::Level::info, "round {}", round);
                call.emit("work/done", n);
                host.table()->end(raw);
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(wrong == 0);
    CHECK(host.calls("work.step").size() == 200);
    CHECK(host.log_lines().size() == 200);
    CHECK(host.events("work/*").size() == 200);
    CHECK_NOTHROW(host.stop());
    CHECK(host.table()->begin(host.table(), nullptr) == nullptr);
}

TEST_CASE("subscribers get what plugins and tests publish", "[threads]") {
    FakeHost host;
    const auto* events =
        static_cast<const brine_events*>(host.table()->extension(host.table(), BRINE_EVENTS_ID));
    REQUIRE(events != nullptr);
    std::vector<std::string> tags;
    const auto token = events->subscribe(
        host.table(), {"work/*", 6},
        [](void* self, brine_text tag, const brine_value*) {
            static_cast<std::vector<std::string>*>(self)->emplace_back(tag.bytes, tag.size);
        },
        &tags);
    host.publish("work/begun", nullptr);
    host.publish("play/begun", nullptr);
    host.on("work.do", [](Call& call, const PassedArguments&) { call.emit("work/done", 1); });
    host.call("work.do");
    CHECK(tags == std::vector<std::string>{"work/begun", "work/done"});
    events->unsubscribe(host.table(), token);
    host.publish("work/begun", nullptr);
    CHECK(tags.size() == 2);
}
