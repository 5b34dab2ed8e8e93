// SPDX-License-Identifier: Apache-2.0
#include "spawn.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <string_view>
#include <utility>

#include "brine/support/os_error.hpp"
#include "eintr.hpp"
#include "launch_report.hpp"
#include "pipe.hpp"
#include "signal_mask.hpp"

namespace brine::support {
namespace {

struct FailedOperation {
    std::string_view operation;
    std::string_view subject;
};

FailedOperation describe(LaunchStep step, const PreparedCommand& command) {
    switch (step) {
        case LaunchStep::create_session:
            return {"cannot create a session for", command.program()};
        case LaunchStep::create_process_group:
            return {"cannot create a process group for", command.program()};
        case LaunchStep::redirect_streams:
            return {"cannot redirect the standard streams of", command.program()};
        case LaunchStep::switch_user:
            return {"cannot switch to user", command.user()};
        case LaunchStep::change_directory:
            return {"cannot change to directory", command.working_directory()};
        case LaunchStep::close_inherited:
            return {"cannot close the descriptors inherited by", command.program()};
        case LaunchStep::execute:
            return {"cannot run", command.program()};
        case LaunchStep::started:
        case LaunchStep::fork_again:
            break;
    }
    return {"cannot start", command.program()};
}

[[noreturn]] void throw_launch_error(const LaunchReport& report, const PreparedCommand& command) {
    const FailedOperation failed = describe(report.step, command);
    throw_os_error(report.error_number, failed.operation, failed.subject);
}

// Forks a child that runs `entry`, which does not return.
template <typename Entry>
pid_t fork_child(const PreparedCommand& command, Entry entry) {
    int error_number = 0;
    pid_t pid = -1;
    {
        const BlockAllSignals blocked;
        // Unlike fork() it runs no handlers of the program and takes no lock; all that the child
        // may do is async-signal-safe anyway.
        pid = ::_Fork();
        if (pid == 0) entry();
        if (pid < 0) error_number = errno;
    }
    if (pid < 0) throw_os_error(error_number, "cannot start", command.program());
    return pid;
}

struct LaunchOutcome {
    pid_t pid = -1;
    std::optional<LaunchReport> failure;
};

// Collects reports until the pipe ends: by exec, by a failure or by the child's death.
LaunchOutcome read_reports(Pipe pipe, const PreparedCommand& command) {
    pipe.writer.reset();
    LaunchOutcome outcome;
    while (true) {
        LaunchReport report{};
        const ssize_t count =
            retry_on_eintr([&] { return ::read(pipe.reader.get(), &report, sizeof report); });
        if (count < 0) throw_os_error(errno, "cannot learn the start of", command.program());
        if (count == 0) return outcome;
        if (report.step == LaunchStep::started) {
            outcome.pid = report.pid;
        } else {
            outcome.failure = report;
        }
    }
}

void reap(pid_t pid, const PreparedCommand& command) {
    if (retry_on_eintr([=] { return ::waitpid(pid, nullptr, 0); }) != pid) {
        throw_os_error(errno, "cannot wait for", command.program());
    }
}

}  // namespace

pid_t spawn_child(const PreparedCommand& command, const ChildStreams& streams) {
    Pipe report = make_pipe();
    const int report_fd = report.writer.get();
    const pid_t pid = fork_child(command, [&]() noexcept {
        enter_child(command, streams, Attachment::supervised, report_fd);
    });
    const LaunchOutcome outcome = read_reports(std::move(report), command);
    if (outcome.failure) {
        reap(pid, command);
        throw_launch_error(*outcome.failure, command);
    }
    return pid;
}

pid_t spawn_detached(const PreparedCommand& command, const ChildStreams& streams) {
    Pipe report = make_pipe();
    const int report_fd = report.writer.get();
    const pid_t intermediate =
        fork_child(command, [&]() noexcept { enter_detaching_child(command, streams, report_fd); });
    reap(intermediate, command);
    const LaunchOutcome outcome = read_reports(std::move(report), command);
    if (outcome.failure) throw_launch_error(*outcome.failure, command);
    // Somebody killed the intermediate process before it could fork.
    if (outcome.pid < 0) throw_os_error(EINTR, "cannot start", command.program());
    return outcome.pid;
}

}  // namespace brine::support
