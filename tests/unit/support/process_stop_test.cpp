// SPDX-License-Identifier: Apache-2.0
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "brine/support/process.hpp"
#include "forked_check.hpp"
#include "scratch_directory.hpp"

namespace brine::support::test {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

ProcessResult run_shell(const std::string& script, const RunOptions& options) {
    return run_process({.argv = shell_argv(script)}, options);
}

// Whether a process is there and not just waiting to be reaped by somebody else.
bool is_alive(pid_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string id;
    std::string name;
    std::string state;
    return static_cast<bool>(file >> id >> name >> state) && state != "Z" && state != "X";
}

bool dies_soon(pid_t pid) {
    for (int attempt = 0; attempt < 100 && is_alive(pid); ++attempt) {
        std::this_thread::sleep_for(20ms);
    }
    return !is_alive(pid);
}

}  // namespace

TEST_CASE("a timeout stops the group with its grandchildren", "[support][process]") {
    const auto start = Clock::now();
    const ProcessResult result = run_shell("sleep 60 & echo $!; wait", {.timeout = 300ms});
    CHECK(Clock::now() - start < 3s);
    CHECK(result.timed_out);
    CHECK_FALSE(result.cancelled);
    CHECK_FALSE(result.succeeded());
    CHECK(result.signal_number == SIGTERM);
    CHECK(dies_soon(std::stoi(result.out)));
}

TEST_CASE("a child may end properly within the grace", "[support][process]") {
    const ProcessResult result =
        run_shell("trap 'echo bye; exit 9' TERM; echo up; sleep 60 & wait", {.timeout = 300ms});
    CHECK(result.timed_out);
    CHECK(result.exit_code == 9);
    CHECK(result.out == "up\nbye\n");
}

TEST_CASE("who ignores SIGTERM is killed after the grace", "[support][process]") {
    const auto start = Clock::now();
    const ProcessResult result = run_shell("trap '' TERM; sleep 60 & echo $!; wait; sleep 60",
                                           {.timeout = 200ms, .kill_grace = 400ms});
    const auto elapsed = Clock::now() - start;
    CHECK(result.timed_out);
    CHECK(result.signal_number == SIGKILL);
    CHECK(elapsed >= 600ms);
    CHECK(elapsed < 4s);
    CHECK(dies_soon(std::stoi(result.out)));
}

TEST_CASE("a grandchild that ignores SIGTERM is killed, too", "[support][process]") {
    SECTION("when it holds the output, after the grace") {
        const ProcessResult result =
            run_shell("sh -c 'trap \"\" TERM; echo $$; sleep 60; sleep 60' & wait",
                      {.timeout = 300ms, .kill_grace = 300ms});
        CHECK(result.signal_number == SIGTERM);
        CHECK(dies_soon(std::stoi(result.out)));
    }
    SECTION("when it does not, at once") {
        const auto start = Clock::now();
        const ProcessResult result =
            run_shell("sh -c 'trap \"\" TERM; sleep 60; sleep 60' >/dev/null 2>&1 & echo $!; wait",
                      {.timeout = 300ms, .kill_grace = 20s});
        CHECK(Clock::now() - start < 5s);
        CHECK(dies_soon(std::stoi(result.out)));
    }
}

TEST_CASE("a stopped child is stopped for good by a timeout", "[support][process]") {
    const auto start = Clock::now();
    const ProcessResult result = run_shell("kill -STOP $$", {.timeout = 200ms, .kill_grace = 20s});
    CHECK(result.signal_number == SIGTERM);
    CHECK(Clock::now() - start < 5s);
}

TEST_CASE("the timeout holds for a child that closed its output", "[support][process]") {
    const ProcessResult result = run_shell("exec >&- 2>&-; sleep 60", {.timeout = 200ms});
    CHECK(result.timed_out);
}

TEST_CASE("the timeout holds for a child that floods us", "[support][process]") {
    const auto start = Clock::now();
    const ProcessResult result = run_shell("yes", {.capture_limit = 100, .timeout = 300ms});
    CHECK(result.timed_out);
    CHECK(result.truncated);
    CHECK(Clock::now() - start < 4s);
}

TEST_CASE("a huge timeout does not overflow", "[support][process]") {
    CHECK(run_shell("exit 0", {.timeout = std::chrono::milliseconds::max(),
                               .kill_grace = std::chrono::milliseconds::max()})
              .succeeded());
}

TEST_CASE("cancellation is polled and stops the child", "[support][process]") {
    const auto start = Clock::now();
    int polls = 0;
    RunOptions options;
    options.cancel_requested = [&] {
        ++polls;
        return Clock::now() - start > 500ms;
    };
    const ProcessResult result = run_shell("sleep 60", options);
    CHECK(result.cancelled);
    CHECK_FALSE(result.timed_out);
    CHECK(result.signal_number == SIGTERM);
    CHECK(polls >= 5);
    CHECK(Clock::now() - start < 3s);
}

TEST_CASE("an exception of a callback kills and reaps the child", "[support][process]") {
    pid_t pid = 0;
    RunOptions options;
    options.on_output = [&](OutputStream, std::string_view bytes) {
        pid = std::stoi(std::string(bytes));
        throw std::runtime_error("enough");
    };
    CHECK_THROWS_WITH(run_shell("echo $$; sleep 60", options), "enough");
    CHECK(::kill(pid, 0) == -1);
    CHECK(errno == ESRCH);
}

TEST_CASE("a detached process outlives its parent's interest", "[support][process]") {
    const ScratchDirectory scratch;
    const auto out = scratch / "out";
    const pid_t pid = start_detached(
        {.argv = shell_argv("echo $$ $(ps -o sid= -p $$) > out.new; mv out.new out; sleep 60"),
         .working_directory = scratch.path().string()});
    for (int attempt = 0; attempt < 200 && !std::filesystem::exists(out); ++attempt) {
        std::this_thread::sleep_for(20ms);
    }
    CHECK(contents_of(out) == std::to_string(pid) + " " + std::to_string(pid) + "\n");
    // Not our child, so nothing of ours to reap.
    CHECK(::waitpid(pid, nullptr, WNOHANG) == -1);
    CHECK(errno == ECHILD);
    CHECK(is_alive(pid));
    ::kill(-pid, SIGKILL);
    CHECK(dies_soon(pid));
}

TEST_CASE("a detached process that cannot start is an error", "[support][process]") {
    CHECK(error_of<std::system_error>([] { start_detached({.argv = {"/bin/nosuch"}}); }) ==
          "cannot run '/bin/nosuch': No such file or directory");
}

TEST_CASE("no zombie is left, whether a process starts or not", "[support][process]") {
    CHECK(passes_in_fork([] {
        start_detached({.argv = {"true"}});
        error_of<std::system_error>([] { start_detached({.argv = {"/bin/nosuch"}}); });
        error_of<std::system_error>([] { run_process({.argv = {"/bin/nosuch"}}); });
        run_process({.argv = {"true"}});
        return ::waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD;
    }));
}

}  // namespace brine::support::test
