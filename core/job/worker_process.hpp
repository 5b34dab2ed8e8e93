// SPDX-License-Identifier: Apache-2.0
//
// Starting and signalling the process of a job.
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

namespace brine::core {

struct WorkerProcess {
    pid_t pid = 0;
    int channel = -1;  // our end of the socket, owned by the caller
};

// Runs `argv` in a session of its own, with one end of a socket pair as its standard input and
// as job_channel. Throws std::system_error when it cannot be started.
[[nodiscard]] WorkerProcess start_worker(const std::vector<std::string>& argv);

// Sends `signal` to every process of the session that `leader` leads, so that what the job
// started is reached too. Processes that began a session of their own are not.
void signal_session(pid_t leader, int signal);

}  // namespace brine::core
