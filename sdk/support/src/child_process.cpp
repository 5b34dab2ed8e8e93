// SPDX-License-Identifier: Apache-2.0
#include "child_process.hpp"

#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "brine/support/os_error.hpp"
#include "eintr.hpp"

namespace brine::support {
namespace {

// P_PID takes an unsigned id.
id_t wait_id(pid_t pid) { return static_cast<id_t>(pid); }

// The C library's wrapper is missing before glibc 2.36, whose header lacks C linkage.
int open_pidfd(pid_t pid) noexcept { return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)); }

}  // namespace

ChildProcess::ChildProcess(pid_t pid, std::string_view program) noexcept
    : pid_(pid), program_(program), pidfd_(open_pidfd(pid)) {}

ChildProcess::~ChildProcess() {
    if (!owned_ || ::kill(-pid_, SIGKILL) != 0) return;
    retry_on_eintr([this] { return ::waitpid(pid_, nullptr, 0); });
}

bool ChildProcess::has_exited() {
    siginfo_t info{};
    const int result = retry_on_eintr(
        [&] { return ::waitid(P_PID, wait_id(pid_), &info, WEXITED | WNOHANG | WNOWAIT); });
    if (result != 0) throw_wait_error();
    return info.si_pid == pid_;
}

void ChildProcess::signal_group(int signal_number) {
    if (::kill(-pid_, signal_number) == 0) return;
    throw_os_error(errno, "cannot signal the process group of", program_);
}

ExitStatus ChildProcess::reap() {
    siginfo_t info{};
    const int result =
        retry_on_eintr([&] { return ::waitid(P_PID, wait_id(pid_), &info, WEXITED); });
    if (result != 0) throw_wait_error();
    owned_ = false;
    if (info.si_code == CLD_EXITED) return {.exit_code = info.si_status, .signal_number = {}};
    return {.exit_code = {}, .signal_number = info.si_status};
}

void ChildProcess::throw_wait_error() {
    const int error_number = errno;
    if (error_number == ECHILD) owned_ = false;
    throw_os_error(error_number, "cannot wait for", program_);
}

}  // namespace brine::support
