// SPDX-License-Identifier: Apache-2.0
//
// What the daemon and the process of a job say to each other, one frame each (control/frame.hpp).
//
//   daemon -> worker, standard input, once:
//     {fun, args: list, kwargs: map, context: map, memory_max: bytes or 0}
//   worker -> daemon, descriptor 3:
//     {type: "event", tag, data}               any number
//     {type: "result", return, retcode}        the function returned, or
//     {type: "result", error, status}          it failed
//     {type: "crash", signal, function, plugin}  written by the signal handler; nothing follows
#pragma once

namespace brine::core {

// The worker's descriptor for messages to the daemon.
inline constexpr int job_channel = 3;

}  // namespace brine::core
