// SPDX-License-Identifier: Apache-2.0
//
// The control socket, both ends of it.
#include "core/control/client.hpp"
#include "core/control/frame.hpp"
#include "core/control/server.hpp"
#include "daemon_fixture.hpp"
#include "support/scratch_directory.hpp"

#include <brine/format.hpp>

#include <boost/asio/post.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

namespace {

using namespace brine::core;
using namespace brine::core::test;
using brine::Arena;
using brine::Map;
using brine::Value;
using brine::support::test::ScratchDirectory;

// A server on a thread of its own.
class TestServer {
  public:
    TestServer()
        : jobs_({.running = 4}),
          server_(
              jobs_.io(), path(), *jobs_,
              [](brine::Memory memory) { return Map(memory).add("pid", 1).value(); }, jobs_.log()),
          thread_([this] { jobs_.run_until([this] { return done_.load(); }); }) {}
    TestServer(const TestServer&) = delete;
    TestServer& operator=(const TestServer&) = delete;
    ~TestServer() {
        done_ = true;
        boost::asio::post(jobs_.io(), [] {});
        thread_.join();
    }

    [[nodiscard]] std::string path() const { return control_socket(directory_.path()); }

  private:
    ScratchDirectory directory_;
    std::atomic<bool> done_ = false;
    TestJobs jobs_;
    ControlServer server_;
    std::thread thread_;
};

void ignore(std::string_view, const Value&) {}

Value run_request(brine::Memory memory, std::string_view fun, bool wait = true) {
    return Map(memory)
        .add("op", "run")
        .add("fun", fun)
        .add("args", Value::list({}))
        .add("kwargs", Value::map({}))
        .add("user", "tester")
        .add("wait", wait)
        .value();
}

TEST_CASE("a client runs a job and sees its events") {
    TestServer server;
    auto client = ControlClient::connect(server.path());
    REQUIRE(client.has_value());
    Arena arena;
    std::vector<std::string> events;
    const Value answer =
        client->ask(arena.memory(), run_request(arena.memory(), "echo"),
                    [&](std::string_view tag, const Value&) { events.emplace_back(tag); });
    CHECK(answer["retcode"].integer() == 3);
    CHECK(answer["return"].is_map());
    CHECK(events == std::vector<std::string>{"echo/1"});

    const Value failed = client->ask(arena.memory(), run_request(arena.memory(), "fail"), ignore);
    CHECK(failed["error"].str() == "it went wrong");
    CHECK(failed["status"].integer() == BRINE_FAILED);
}

TEST_CASE("a client asks for jobs, kills one, and is told of mistakes") {
    TestServer server;
    auto client = ControlClient::connect(server.path());
    REQUIRE(client.has_value());
    Arena arena;
    const auto ask = [&](std::vector<brine::Pair> pairs) {
        return client->ask(arena.memory(), Value::map(pairs), ignore);
    };
    const Value jid =
        client->ask(arena.memory(), run_request(arena.memory(), "wait", false), ignore)["jid"];
    const Value jobs = ask({{"op", "jobs"}})["jobs"];
    REQUIRE(jobs.size() == 1);
    CHECK(jobs.items()[0]["jid"] == jid);
    CHECK(jobs.items()[0]["state"].str() == "running");
    CHECK(jobs.items()[0]["user"].str() == "tester");
    CHECK(ask({{"op", "status"}})["status"]["pid"].integer() == 1);

    CHECK_THROWS_WITH(ask({{"op", "kill"}, {"jid", jid}, {"signal", 0}}), "0 is no signal");
    CHECK(ask({{"op", "kill"}, {"jid", jid}, {"signal", 9}})["killed"].is_true());
    while (ask({{"op", "job"}, {"jid", jid}})["job"]["state"].str() == "running")
        std::this_thread::yield();
    CHECK(ask({{"op", "job"}, {"jid", jid}})["job"]["outcome"]["error"].str() ==
          "the job was killed: it was sent signal 9");

    CHECK_THROWS_WITH(ask({{"op", "dance"}}), "there is no operation 'dance'");
    CHECK_THROWS_WITH(ask({}), "there is no operation ''");
    CHECK_THROWS_WITH(ask({{"op", "job"}, {"jid", "1"}}), "there is no job 1");
    CHECK_THROWS_AS(ask({{"op", "job"}}), brine::Error);
    CHECK_THROWS_AS(ask({{"op", "kill"}, {"jid", 5}, {"signal", "x"}}), brine::Error);
    CHECK_THROWS_AS(ask({{"op", "run"}, {"fun", "echo"}, {"args", 1}, {"kwargs", 2}}),
                    brine::Error);
}

TEST_CASE("many clients at once, some of which leave early") {
    TestServer server;
    std::atomic<int> answered = 0;
    std::vector<std::thread> clients;
    for (int n = 0; n < 6; ++n)
        clients.emplace_back([&, n] {
            Arena arena;
            auto client = ControlClient::connect(server.path());
            const bool leaves = n % 3 == 2;
            const Value request = run_request(arena.memory(), leaves ? "wait" : "echo", !leaves);
            const Value answer = client->ask(arena.memory(), request, ignore);
            if (leaves || answer["retcode"].is_int()) ++answered;
        });
    for (std::thread& client : clients) client.join();
    CHECK(answered == 6);
}

TEST_CASE("the socket is for its owner only and replaces one that was left behind") {
    struct stat info {};
    TestServer server;
    REQUIRE(::stat(server.path().c_str(), &info) == 0);
    CHECK(S_ISSOCK(info.st_mode));
    CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("where nobody listens there is no client") {
    const ScratchDirectory directory;
    CHECK_FALSE(ControlClient::connect(directory / "none.sock").has_value());
    CHECK_FALSE(ControlClient::connect(directory / "missing/none.sock").has_value());
    directory.write("file", "");
    CHECK_FALSE(ControlClient::connect(directory / "file").has_value());
    CHECK_THROWS_WITH(ControlClient::connect("/" + std::string(200, 'x')),
                      Catch::Contains("set sock_dir to a shorter one"));
}

}  // namespace
