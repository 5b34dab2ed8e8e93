// SPDX-License-Identifier: Apache-2.0
#include "child_entry.hpp"

#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "eintr.hpp"
#include "inherited_descriptors.hpp"
#include "launch_report.hpp"

namespace brine::support {
namespace {

// What a shell uses for a command it cannot run; nobody reads it, the report tells more.
constexpr int launch_failure_status = 127;

void send_report(int report_fd, LaunchStep step, int error_number) noexcept {
    const LaunchReport report{step, error_number, ::getpid()};
    // Without a reader there is nobody left to tell.
    retry_on_eintr([&] { return ::write(report_fd, &report, sizeof report); });
}

[[noreturn]] void fail(int report_fd, LaunchStep step, int error_number) noexcept {
    send_report(report_fd, step, error_number);
    ::_exit(launch_failure_status);
}

bool redirect_streams(const ChildStreams& streams) noexcept {
    const auto redirect = [](int from, int to) {
        return retry_on_eintr([=] { return ::dup2(from, to); }) == to;
    };
    return redirect(streams.input, STDIN_FILENO) && redirect(streams.output, STDOUT_FILENO) &&
           redirect(streams.error, STDERR_FILENO);
}

// Raw system calls: the C library's wrappers broadcast the change to all threads it knows of,
// which do not exist in a forked child. The 32 bit architectures have 16 bit calls by the plain
// names.
#ifdef SYS_setresuid32
constexpr long set_groups_call = SYS_setgroups32;
constexpr long set_gids_call = SYS_setresgid32;
constexpr long set_uids_call = SYS_setresuid32;
#else
constexpr long set_groups_call = SYS_setgroups;
constexpr long set_gids_call = SYS_setresgid;
constexpr long set_uids_call = SYS_setresuid;
#endif

// Groups first: once the uid has changed we may not change the others any more.
bool switch_user(const UserIdentity& identity) noexcept {
    const uid_t uid = identity.uid;
    const gid_t gid = identity.gid;
    return ::syscall(set_groups_call, identity.groups.size(), identity.groups.data()) == 0 &&
           ::syscall(set_gids_call, gid, gid, gid) == 0 &&
           ::syscall(set_uids_call, uid, uid, uid) == 0;
}

void reset_signals() noexcept {
    struct sigaction default_action {};
    default_action.sa_handler = SIG_DFL;
    // Refused for SIGKILL, SIGSTOP and the two of the C library, which have no other action.
    for (int number = 1; number < NSIG; ++number) {
        ::sigaction(number, &default_action, nullptr);
    }
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

// Returns the errno of the failure worth telling: a program that is there but may not be run
// explains more than its absence elsewhere.
int execute(const PreparedCommand& command) noexcept {
    bool denied = false;
    for (const std::string& candidate : command.candidates()) {
        ::execve(candidate.c_str(), command.argv(), command.envp());
        if (errno == EACCES) {
            denied = true;
        } else if (errno != ENOENT && errno != ENOTDIR) {
            return errno;
        }
    }
    return denied ? EACCES : ENOENT;
}

void lead_session_or_group(bool new_session, int report_fd) noexcept {
    if (new_session) {
        if (::setsid() < 0) fail(report_fd, LaunchStep::create_session, errno);
    } else if (::setpgid(0, 0) != 0) {
        fail(report_fd, LaunchStep::create_process_group, errno);
    }
}

}  // namespace

void enter_child(const PreparedCommand& command, const ChildStreams& streams, Attachment attachment,
                 int report_fd) noexcept {
    send_report(report_fd, LaunchStep::started, 0);
    lead_session_or_group(command.new_session() || attachment == Attachment::detached, report_fd);
    if (!redirect_streams(streams)) fail(report_fd, LaunchStep::redirect_streams, errno);
    if (command.file_creation_mask()) ::umask(*command.file_creation_mask());
    if (command.identity() && !switch_user(*command.identity())) {
        fail(report_fd, LaunchStep::switch_user, errno);
    }
    // After the switch, so that a user cannot be placed where he may not go.
    if (!command.working_directory().empty() && ::chdir(command.working_directory().c_str()) != 0) {
        fail(report_fd, LaunchStep::change_directory, errno);
    }
    if (!mark_inherited_close_on_exec()) fail(report_fd, LaunchStep::close_inherited, errno);
    reset_signals();
    fail(report_fd, LaunchStep::execute, execute(command));
}

void enter_detaching_child(const PreparedCommand& command, const ChildStreams& streams,
                           int report_fd) noexcept {
    const pid_t pid = ::_Fork();
    if (pid < 0) fail(report_fd, LaunchStep::fork_again, errno);
    if (pid == 0) enter_child(command, streams, Attachment::detached, report_fd);
    ::_exit(0);
}

}  // namespace brine::support
