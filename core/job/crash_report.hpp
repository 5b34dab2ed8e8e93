// SPDX-License-Identifier: Apache-2.0
//
// The last words of a process: which function of which plugin ran when a signal ended it.
#pragma once

namespace brine::core {

// From now on a fatal signal (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT) writes a crash message
// (job/job_message.hpp) to `descriptor` before it ends the process as it would have anyway.
void report_crashes_to(int descriptor);

}  // namespace brine::core
