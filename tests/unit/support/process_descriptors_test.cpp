// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cerrno>

#include "brine/support/process.hpp"
#include "forked_check.hpp"

namespace brine::support::test {
namespace {

// Makes the system call fail with ENOSYS from now on, as an old kernel would.
bool pretend_missing(long system_call) {
    const std::array<sock_filter, 4> program{{
        {BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, nr)},
        {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, static_cast<std::uint32_t>(system_call)},
        {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | ENOSYS},
        {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
    }};
    const sock_fprog filter{program.size(), const_cast<sock_filter*>(program.data())};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

bool child_sees_leak() {
    const int leaked = ::fcntl(STDERR_FILENO, F_DUPFD, 100);
    const ProcessResult result =
        run_process({.argv = shell_argv("test -e /proc/$$/fd/" + std::to_string(leaked))});
    return result.exit_code == 0;
}

bool seccomp_works() {
    return passes_in_fork([] { return pretend_missing(SYS_close_range); });
}

}  // namespace

TEST_CASE("descriptors are closed where close_range is missing", "[support][process]") {
    if (!seccomp_works()) {
        WARN("skipped: no seccomp filters here");
        return;
    }
    CHECK(passes_in_fork([] { return pretend_missing(SYS_close_range) && !child_sees_leak(); }));
}

TEST_CASE("descriptors are closed where /proc cannot be listed either", "[support][process]") {
    if (!seccomp_works()) {
        WARN("skipped: no seccomp filters here");
        return;
    }
    CHECK(passes_in_fork([] {
        return pretend_missing(SYS_close_range) && pretend_missing(SYS_getdents64) &&
               !child_sees_leak();
    }));
}

TEST_CASE("processes end and time out where pidfd_open is missing", "[support][process]") {
    if (!seccomp_works()) {
        WARN("skipped: no seccomp filters here");
        return;
    }
    CHECK(passes_in_fork([] {
        using namespace std::chrono_literals;
        if (!pretend_missing(SYS_pidfd_open)) return false;
        const ProcessResult quiet = run_process({.argv = shell_argv("exec >&- 2>&-; sleep 0.3")});
        const ProcessResult slow = run_process({.argv = {"sleep", "60"}}, {.timeout = 200ms});
        return quiet.exit_code == 0 && slow.timed_out;
    }));
}

}  // namespace brine::support::test
