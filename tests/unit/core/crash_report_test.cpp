// SPDX-License-Identifier: Apache-2.0
#include "core/job/crash_report.hpp"
#include "core/control/frame.hpp"
#include "host_fixture.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <optional>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace brine::core;
using namespace brine::core::test;
using brine::Plugin;
using brine::Value;

void crashing(Plugin& plugin) {
    using namespace brine::literals;
    plugin.exec(
        "crash.now", [](brine::Call&, int signal) { return std::raise(signal); }, "signal"_a);
    plugin.exec(
        "crash.deep",
        [](brine::Call& call, int signal) {
            return call.call("crash.now", {{"signal", signal}});
        },
        "signal"_a);
}

// The report of a child that calls crash.deep(signal), and how it ended.
struct Report {
    explicit Report(int signal) {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        const pid_t child = ::fork();
        if (child == 0) {
            const rlimit no_core{0, 0};
            ::setrlimit(RLIMIT_CORE, &no_core);
            report_crashes_to(ends[1]);
            TestHost host;
            host.with<crashing>("crash");
            TestRun run(host);
            static_cast<void>(run.call().call("crash.deep", {{"signal", signal}}));
            ::_exit(0);
        }
        ::close(ends[1]);
        message = read_frame(ends[0], arena.memory());
        ::close(ends[0]);
        ::waitpid(child, &status, 0);
    }

    brine::Arena arena;
    std::optional<Value> message;
    int status = 0;
};

TEST_CASE("a fatal signal is reported with the function that ran, and ends the process") {
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
        const Report report(signal);
        INFO(signal);
        REQUIRE(report.message.has_value());
        CHECK((*report.message)["type"].str() == "crash");
        CHECK((*report.message)["signal"].integer() == signal);
        CHECK((*report.message)["function"].str() == "crash.now");
        CHECK(WIFSIGNALED(report.status));
        CHECK(WTERMSIG(report.status) == signal);
    }
}

}  // namespace
