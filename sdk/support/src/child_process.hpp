// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <optional>
#include <string_view>

#include "brine/support/unique_fd.hpp"

namespace brine::support {

/// How a process ended: exactly one of the two is set.
struct ExitStatus {
    std::optional<int> exit_code;
    std::optional<int> signal_number;
};

/// Owner of a running child that leads its process group.
///
/// The child is reaped as the very last thing: until then its pid, and with it the number of its
/// process group, cannot be given to anybody else, so signals reach the right processes.
class ChildProcess {
  public:
    /// Takes over `pid`. `program` is its name for messages and must outlive this object.
    ChildProcess(pid_t pid, std::string_view program) noexcept;
    /// Unless reaped: kills the process group and reaps the child. A child that we may not kill
    /// is left alone, since waiting for it could last for ever.
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    [[nodiscard]] pid_t pid() const noexcept { return pid_; }
    [[nodiscard]] std::string_view program() const noexcept { return program_; }

    /// Becomes readable when the child exits; -1 where the system has no pidfd_open(2).
    [[nodiscard]] int exit_descriptor() const noexcept { return pidfd_.get(); }

    /// Whether the child has ended; does not reap it. Throws std::system_error.
    bool has_exited();

    /// Sends `signal_number` to all of the process group. Throws std::system_error when not one
    /// of its processes can be signalled. Only before reap().
    void signal_group(int signal_number);

    /// Waits for the end of the child and gives its pid free. Throws std::system_error.
    ExitStatus reap();

  private:
    [[noreturn]] void throw_wait_error();

    pid_t pid_;
    std::string_view program_;
    UniqueFd pidfd_;
    // False once the pid is no longer ours: reaped by us, or behind our back.
    bool owned_ = true;
};

}  // namespace brine::support
