// SPDX-License-Identifier: Apache-2.0
//
// process RUNS COMMAND ARGUMENT...: runs a command many times, with its output thrown away, and
// prints the median of its wall clock time in microseconds and its largest resident set in KiB.
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

struct Cost {
    double microseconds = 0;
    long kib = 0;
};

Cost run_once(char** command) {
    using Clock = std::chrono::steady_clock;
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t pid = 0;
    const auto start = Clock::now();
    const int error = ::posix_spawnp(&pid, command[0], &actions, nullptr, command, ::environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        std::fprintf(stderr, "process: cannot run %s: %s\n", command[0], std::strerror(error));
        std::exit(1);
    }
    int status = 0;
    rusage usage{};
    ::wait4(pid, &status, 0, &usage);
    const std::chrono::duration<double, std::micro> taken = Clock::now() - start;
    if (status != 0) {
        std::fprintf(stderr, "process: %s failed (wait status %d)\n", command[0], status);
        std::exit(1);
    }
    return {taken.count(), usage.ru_maxrss};
}

}  // namespace

int main(int argc, char** argv) {
    const int runs = argc > 2 ? std::atoi(argv[1]) : 0;
    if (runs < 1) {
        std::fputs("usage: process RUNS COMMAND ARGUMENT...\n", stderr);
        return 64;
    }
    run_once(argv + 2);  // warms the page cache and the plugin index
    std::vector<double> times;
    long kib = 0;
    for (int n = 0; n < runs; ++n) {
        const Cost cost = run_once(argv + 2);
        times.push_back(cost.microseconds);
        kib = std::max(kib, cost.kib);
    }
    std::sort(times.begin(), times.end());
    std::printf("%.0f %ld\n", times[times.size() / 2], kib);
    return 0;
}
