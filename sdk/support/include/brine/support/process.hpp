// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brine/support/environment.hpp"

namespace brine::support {

/// What to run, and in which surroundings.
///
/// The child gets the three standard streams and no other descriptor of ours, the default action
/// for every signal, an empty signal mask, and a process group of its own.
struct Command {
    /// Program and arguments. A program without '/' is searched in the PATH of the child. A file
    /// that has neither a known format nor a `#!` line is an error, not a script for a shell.
    std::vector<std::string> argv = {};
    /// Where the child starts; empty: where we are. Entered as `user`.
    std::string working_directory = {};
    EnvironmentChanges environment = {};
    /// Login name whose uid, gid and supplementary groups the child takes; empty: keep ours. The
    /// environment (HOME, USER, ...) stays what `environment` says. A user who is exactly who we
    /// are already needs no privilege.
    std::string user = {};
    /// The umask of the child; absent: ours.
    std::optional<mode_t> file_creation_mask = std::nullopt;
    /// Make the child the leader of a new session, without a controlling terminal.
    bool new_session = false;
};

/// The argv that has `shell` run `command`: `SHELL -c COMMAND`.
std::vector<std::string> shell_argv(std::string command, std::string shell = "/bin/sh");

enum class OutputStream { out, err };

/// How to talk to a child while it runs, and how long to let it.
struct RunOptions {
    /// Bytes for the child's standard input, which is /dev/null when this is empty. What the
    /// child does not read is dropped without an error.
    std::string input = {};
    /// Send standard error where standard output goes; ProcessResult::err stays empty.
    bool merge_error_into_output = false;
    /// Bytes kept of each stream. What comes beyond is still read, and handed to `on_output`.
    std::size_t capture_limit = std::numeric_limits<std::size_t>::max();
    /// Positive time after which the process group is stopped; absent: none.
    std::optional<std::chrono::milliseconds> timeout = std::nullopt;
    /// Time from the SIGTERM that stops the group to the SIGKILL that ends it.
    std::chrono::milliseconds kill_grace{5000};
    /// Polled at least 10 times a second; once it returns true the group is stopped as by a
    /// timeout. Called in the thread of run_process.
    std::function<bool()> cancel_requested = {};
    /// Receives output as it arrives; the bytes are valid during the call only and may end inside
    /// a character. Called in the thread of run_process.
    std::function<void(OutputStream, std::string_view)> on_output = {};
};

struct ProcessResult {
    pid_t pid = -1;
    /// Exactly one of these two is set.
    std::optional<int> exit_code = std::nullopt;
    std::optional<int> signal_number = std::nullopt;
    bool timed_out = false;
    bool cancelled = false;
    /// `out` or `err` reached RunOptions::capture_limit and lost what came after.
    bool truncated = false;
    /// A descendant still held the output open when we stopped reading, see run_process.
    bool output_left_open = false;
    std::string out = {};
    std::string err = {};

    /// Whether the program exited by itself, with status 0.
    [[nodiscard]] bool succeeded() const noexcept {
        return exit_code == 0 && !timed_out && !cancelled;
    }
};

/// Runs `command` and waits for its end.
///
/// Stopping (timeout, cancellation) sends SIGTERM to the child's process group, and SIGKILL once
/// `kill_grace` is over or, earlier, once the child is gone and nobody holds its output open.
/// Descendants that left the process group are not reached.
///
/// The output ends when every holder has closed it. A descendant that outlives the child and
/// keeps the output open (a daemon) does not hold us back: reading ends once the child has gone
/// and nothing arrived for 250 ms, at the latest 5 s after the child's end; such a descendant
/// gets SIGPIPE when it writes later.
///
/// Throws std::system_error when the child cannot be started, naming the step and its subject
/// (`cannot run '/bin/nosuch': No such file or directory`, `cannot change to directory '/x': ...`,
/// `cannot switch to user 'www': ...`), or when it cannot be waited for or signalled;
/// std::invalid_argument for an unknown user, an empty argv, a NUL byte or a negative time. When
/// this function or a callback throws while the child runs, the process group gets SIGKILL and
/// the child is reaped.
///
/// Thread-safe but for the reading of `environ` (see build_environment). The program must not
/// ignore SIGCHLD and must not reap children it did not start.
ProcessResult run_process(const Command& command, const RunOptions& options = {});

/// Starts `command` in a session of its own with the standard streams on /dev/null, and does not
/// wait for it: it becomes a child of init (or of the nearest subreaper), so it leaves us no
/// zombie. Returns its pid once the program has been executed; throws as run_process does.
pid_t start_detached(const Command& command);

/// The first executable regular file called `name` in the colon separated directories of
/// `search_path`, as which(1) finds it: an empty element means the working directory, a name with
/// '/' is not searched but only checked. "Executable" is judged for our effective user.
std::optional<std::string> find_program(std::string_view name, std::string_view search_path);

}  // namespace brine::support
