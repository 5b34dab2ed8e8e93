// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <exception>

namespace brine::support::test {

/// Runs `check` (returns bool) in a forked copy of the test, for what would spoil the test program
/// itself: limits, namespaces, filters, closed descriptors. True if it returned true.
template <typename Check>
bool passes_in_fork(Check check) {
    const pid_t pid = ::fork();
    if (pid == 0) {
        bool passed = false;
        try {
            passed = check();
        } catch (const std::exception&) {
            passed = false;
        }
        ::_exit(passed ? 0 : 1);
    }
    int status = 0;
    while (::waitpid(pid, &status, 0) == -1 && errno == EINTR) continue;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace brine::support::test
