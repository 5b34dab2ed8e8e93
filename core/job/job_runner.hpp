// SPDX-License-Identifier: Apache-2.0
//
// The process of a job: one function, called once, its events and outcome told to the daemon.
#pragma once

#include "core/registry/host.hpp"

namespace brine::core {

// Reads the job from standard input, limits this process's memory as it says, calls the function
// and reports on job_channel. Answers the exit status of the process. Throws when the daemon
// cannot be understood or reached.
int run_job(Host& host);

}  // namespace brine::core
