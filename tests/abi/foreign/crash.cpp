// SPDX-License-Identifier: Apache-2.0
//
// A plugin that does to its process what plugins should not: what the daemon has to survive.
#include <brine/sdk.hpp>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <unistd.h>

namespace {

using namespace brine::literals;

// Not null, so that no sanitizer takes note before the processor does.
int segfault(brine::Call&) {
    volatile int* nowhere = reinterpret_cast<int*>(std::uintptr_t{64});
    return *nowhere;
}

[[noreturn]] void abort_now(brine::Call&) { std::abort(); }

// Does not ask whether it is cancelled.
void spin(brine::Call&) {
    for (volatile unsigned n = 0;;) n = n + 1;
}

// Touches every page, so that the memory is really taken.
std::size_t hog(brine::Call&, std::uint64_t bytes) {
    std::vector<std::unique_ptr<char[]>> blocks;
    constexpr std::size_t block = std::size_t{1} << 20U;
    std::size_t taken = 0;
    for (; taken < bytes; taken += block) {
        blocks.push_back(std::make_unique<char[]>(block));
        std::memset(blocks.back().get(), 1, block);
    }
    return taken;
}

// Each level keeps a kilobyte that is used after the next, so that no optimiser flattens it.
std::size_t overflow(std::size_t depth) {
    if (depth == 0) return 0;
    volatile char room[1024];
    room[depth % sizeof room] = static_cast<char>(depth);
    return overflow(depth + 1) + static_cast<std::size_t>(room[depth % sizeof room]);
}

// Sleeps in short naps and stops when asked to.
std::string nap(brine::Call& call, double seconds) {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    call.emit("crash/napping", call.map({{"pid", ::getpid()}}));
    while (Clock::now() < end) {
        call.stop_if_cancelled();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return "rested";
}

// Naps beside a child that ignores SIGTERM.
std::string nap_with_child(brine::Call& call, double seconds) {
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGTERM, SIG_IGN);
        for (;;) ::pause();
    }
    call.emit("crash/child", call.map({{"pid", child}}));
    return nap(call, seconds);
}

}  // namespace

BRINE_PLUGIN("crash", "1.0", "Crashes, hangs and eats memory on request", plugin) {
    plugin.exec("crash.segfault", segfault);
    plugin.exec("crash.abort", abort_now);
    plugin.exec("crash.spin", spin);
    plugin.exec("crash.hog", hog, "bytes"_a);
    plugin.exec("crash.overflow", [](brine::Call&) { return overflow(1); });
    plugin.exec(
        "crash.exit", [](brine::Call&, int status) { ::_exit(status); }, "status"_a = 0);
    plugin.exec("crash.nap", nap, "seconds"_a);
    plugin.exec("crash.nap_with_child", nap_with_child, "seconds"_a);
}
