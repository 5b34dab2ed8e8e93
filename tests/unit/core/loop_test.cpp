// SPDX-License-Identifier: Apache-2.0
//
// What runs beside the loop thread of the daemon: workers, event handlers, engines; and what the
// loop watches.
#include "core/loop/directory_watcher.hpp"
#include "core/loop/engine_supervisor.hpp"
#include "core/loop/event_dispatcher.hpp"
#include "core/loop/worker_pool.hpp"
#include "host_fixture.hpp"
#include "support/scratch_directory.hpp"

#include <boost/asio/io_context.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace brine::core;
using namespace brine::core::test;
using namespace brine::literals;
using brine::Call;
using brine::Event;
using brine::Pair;
using brine::Plugin;
using brine::Value;

bool comes_true(const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return true;
}

// What handlers and engines saw, from whichever thread.
class Notes {
  public:
    void add(std::string line) {
        const std::lock_guard lock(mutex_);
        lines_.insert(std::move(line));
    }
    void clear() {
        const std::lock_guard lock(mutex_);
        lines_.clear();
    }
    [[nodiscard]] std::multiset<std::string> lines() const {
        const std::lock_guard lock(mutex_);
        return lines_;
    }

  private:
    mutable std::mutex mutex_;
    std::multiset<std::string> lines_;
};

Notes notes;

TEST_CASE("work runs on several threads, and what began is waited for") {
    std::mutex mutex;
    std::set<std::thread::id> threads;
    std::atomic<int> inside = 0;
    std::atomic<int> done = 0;
    {
        WorkerPool pool(2);
        for (int n = 0; n < 2; ++n)
            pool.post([&] {
                {
                    const std::lock_guard lock(mutex);
                    threads.insert(std::this_thread::get_id());
                }
                ++inside;
                comes_true([&] { return inside == 2; });  // both run at once
                ++done;
            });
        CHECK(comes_true([&] { return inside == 2; }));
    }
    CHECK(done == 2);
    CHECK(threads.size() == 2);
    CHECK(threads.count(std::this_thread::get_id()) == 0);
}

void handlers(Plugin& plugin) {
    plugin.on("job/*",
              [](Event& event) { notes.add(brine::format("{} {}", event.tag, event.data)); });
    plugin.on("fail", [](Event&) { throw brine::Error("no"); });
}

void other_handlers(Plugin& plugin) {
    plugin.on("job/*", [](Event& event) { notes.add(brine::format("other {}", event.tag)); });
}

TEST_CASE("handlers get the events whose tag fits") {
    notes.clear();
    TestHost host;
    host.with<handlers>("handlers");
    WorkerPool pool(2);
    const EventDispatcher dispatcher(*host, pool);
    host.bus().publish("fail", {});
    host.bus().publish("job/1", 1);
    host.bus().publish("other", 2);
    host.bus().publish("job/2", 3);
    CHECK(comes_true([] { return notes.lines().size() == 2; }));
    CHECK(notes.lines() == std::multiset<std::string>{"job/1 1", "job/2 3"});
}

TEST_CASE("two plugins that handle the same tag both get the event") {
    notes.clear();
    TestHost host;
    host.with<handlers>("handlers").with<other_handlers>("other");
    WorkerPool pool(1);
    const EventDispatcher dispatcher(*host, pool);
    host.bus().publish("job/1", 1);
    CHECK(comes_true([] { return notes.lines().size() == 2; }));
    CHECK(notes.lines() == std::multiset<std::string>{"job/1 1", "other job/1"});
}

TEST_CASE("handlers that come later are found when looked for, while events flow") {
    notes.clear();
    TestHost host;
    WorkerPool pool(2);
    EventDispatcher dispatcher(*host, pool);
    host.bus().publish("job/early", {});
    std::atomic<bool> stop = false;
    std::thread publisher([&] {
        while (!stop) host.bus().publish("job/x", {});
    });
    host.with<handlers>("handlers");
    dispatcher.find_handlers();
    CHECK(comes_true([] { return !notes.lines().empty(); }));
    stop = true;
    publisher.join();
    CHECK(notes.lines().count("job/early None") == 0);
}

void engines(Plugin& plugin) {
    plugin.add(
        "engine", "patient",
        [](Call& call, const Value& config) {
            notes.add("patient " + std::string(config["name"].str_or("nobody")));
            while (!call.cancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
            notes.add("patient ends");
        },
        "config"_a);
    plugin.add(
        "engine", "hasty", [](Call&, const Value&) { notes.add("hasty"); }, "config"_a);
}

Value engine_list(brine::Memory memory) {
    const Value config = brine::Map(memory).add("name", "me").value();
    return brine::List(memory)
        .add(brine::Map(memory).add("patient", config).value())
        .add("hasty")
        .value();
}

TEST_CASE("engines run with their configuration until all is stopped") {
    notes.clear();
    brine::Arena arena;
    TestHost host;
    host.with<engines>("engines");
    {
        const EngineSupervisor supervisor(*host, engine_list(arena.memory()));
        CHECK(comes_true([] { return notes.lines().count("patient me") == 1; }));
        // The one that ended was started again after a while.
        CHECK(comes_true([] { return notes.lines().count("hasty") == 2; }));
        CHECK(notes.lines().count("patient ends") == 0);
    }
    CHECK(notes.lines().count("patient ends") == 1);
}

TEST_CASE("engines that nobody offers, or a list that is none, are errors") {
    brine::Arena arena;
    TestHost host;
    const auto start = [&](const Value& list) { const EngineSupervisor ignored(*host, list); };
    CHECK_THROWS_WITH(start(brine::List(arena.memory()).add("absent").value()),
                      "the option 'engines' names 'absent', but no plugin offers that engine");
    CHECK_THROWS_WITH(start(brine::List(arena.memory()).add(5).value()),
                      Catch::Contains("the option 'engines' lists names"));
}

TEST_CASE("changes of directories are told once they are quiet") {
    namespace fs = std::filesystem;
    const brine::support::test::ScratchDirectory directory;
    boost::asio::io_context io;
    int looks = 0;
    const DirectoryWatcher watcher(
        io, {(directory / "one").string(), (directory / "two/deep").string()}, [&] { ++looks; });
    const auto looked_after = [&](const std::function<void()>& change) {
        const int before = looks;
        change();
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        while (looks == before && std::chrono::steady_clock::now() < end)
            io.run_one_for(std::chrono::milliseconds(50));
        return looks - before;
    };
    // A directory that is not there yet is waited for, also one that is missing several levels.
    CHECK(looked_after([&] { fs::create_directory(directory / "one"); }) == 1);
    CHECK(looked_after([&] { directory.write("one/a.so", "x"); }) == 1);
    CHECK(looked_after([&] { fs::create_directory(directory / "two"); }) == 1);
    CHECK(looked_after([&] { fs::create_directory(directory / "two/deep"); }) == 1);
    CHECK(looked_after([&] {
              for (int n = 0; n < 20; ++n)
                  directory.write("two/deep/" + std::to_string(n) + ".so", "x");
          }) == 1);
    CHECK(looked_after([&] { fs::remove(directory / "one/a.so"); }) == 1);
    CHECK(looked_after(
              [&] { fs::rename(directory / "two/deep/1.so", directory / "two/deep/2.so"); }) == 1);
    io.run_for(std::chrono::milliseconds(300));
    CHECK(looked_after([] {}) == 0);
}

}  // namespace
