// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

namespace brine::support {

/// What a child does between fork and exec.
enum class LaunchStep : int {
    started,
    fork_again,
    create_session,
    create_process_group,
    redirect_streams,
    switch_user,
    change_directory,
    close_inherited,
    execute,
};

/// Message of a child to its parent, sent in one write through a close-on-exec pipe: `started`
/// with the child's pid when it begins, and the step that failed, if one did. The end of the pipe
/// without a failure means that the program runs.
struct LaunchReport {
    LaunchStep step;
    int error_number;
    pid_t pid;
};

}  // namespace brine::support
