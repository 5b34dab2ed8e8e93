// SPDX-License-Identifier: Apache-2.0
#include <signal.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <thread>
#include <utility>

#include "brine/support/process.hpp"

namespace brine::support::test {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

ProcessResult run_shell(const std::string& script, const RunOptions& options = {}) {
    return run_process({.argv = shell_argv(script)}, options);
}

}  // namespace

TEST_CASE("standard error can be merged in order", "[support][process]") {
    const ProcessResult result =
        run_shell("echo 1; echo 2 >&2; echo 3", {.merge_error_into_output = true});
    CHECK(result.out == "1\n2\n3\n");
    CHECK(result.err.empty());
}

TEST_CASE("input larger than a pipe while the child writes much", "[support][process]") {
    const std::string input(3'000'000, 'x');
    // tee writes to both streams while it reads.
    const ProcessResult result = run_shell("tee /dev/stderr", {.input = input});
    CHECK(result.succeeded());
    CHECK(result.out == input);
    CHECK(result.err == input);
}

TEST_CASE("without input the child reads an end of file", "[support][process]") {
    CHECK(run_shell("cat; echo done").out == "done\n");
}

TEST_CASE("input that nobody reads is dropped without SIGPIPE", "[support][process]") {
    ::signal(SIGPIPE, SIG_DFL);
    const std::string input(3'000'000, 'x');
    CHECK(run_shell("exec <&-; sleep 0.2; exit 4", {.input = input}).exit_code == 4);
    CHECK(run_shell("exit 5", {.input = input}).exit_code == 5);
    sigset_t pending;
    ::sigpending(&pending);
    CHECK_FALSE(::sigismember(&pending, SIGPIPE));
}

TEST_CASE("captured output is bounded but all of it is read", "[support][process]") {
    std::size_t seen = 0;
    RunOptions options{.capture_limit = 1000};
    options.on_output = [&](OutputStream, std::string_view bytes) { seen += bytes.size(); };
    const ProcessResult result = run_shell("head -c 500000 /dev/zero; echo end >&2", options);
    CHECK(result.succeeded());
    CHECK(result.truncated);
    CHECK(result.out.size() == 1000);
    CHECK(result.err == "end\n");
    CHECK(seen == 500004);
    CHECK_FALSE(run_shell("printf 12345", {.capture_limit = 5}).truncated);
    CHECK(run_shell("printf 12345", {.capture_limit = 0}).out.empty());
}

TEST_CASE("output is handed over as it arrives", "[support][process]") {
    std::vector<std::pair<std::string, Clock::time_point>> seen;
    RunOptions options;
    options.on_output = [&](OutputStream stream, std::string_view bytes) {
        seen.emplace_back((stream == OutputStream::out ? "out:" : "err:") + std::string(bytes),
                          Clock::now());
    };
    CHECK(run_shell("printf a; sleep 0.3; printf b >&2", options).succeeded());
    REQUIRE(seen.size() == 2);
    CHECK(seen[0].first == "out:a");
    CHECK(seen[1].first == "err:b");
    CHECK(seen[1].second - seen[0].second > 200ms);
}

TEST_CASE("a descendant with the output does not hold us back", "[support][process]") {
    const auto start = Clock::now();
    const ProcessResult result = run_shell("sleep 30 & echo $!");
    const auto elapsed = Clock::now() - start;
    CHECK(result.exit_code == 0);
    CHECK(result.output_left_open);
    CHECK_FALSE(result.out.empty());
    CHECK(elapsed < 3s);
    ::kill(std::stoi(result.out), SIGKILL);
}

TEST_CASE("a chatty descendant does not hold us back either", "[support][process]") {
    const auto start = Clock::now();
    const ProcessResult result =
        run_shell("(while :; do echo x; sleep 0.05; done) & exit 7", {.capture_limit = 10});
    CHECK(result.exit_code == 7);
    CHECK(result.output_left_open);
    CHECK(Clock::now() - start < 8s);
}

TEST_CASE("all output of a child is read when the callback is slow", "[support][process]") {
    RunOptions options;
    options.on_output = [](OutputStream, std::string_view) { std::this_thread::sleep_for(300ms); };
    const ProcessResult result = run_shell("sleep 20 & head -c 65536 /dev/zero; echo $!", options);
    CHECK(result.out.size() > 65536);
    ::kill(std::stoi(result.out.substr(65536)), SIGKILL);
}

}  // namespace brine::support::test
