// SPDX-License-Identifier: Apache-2.0
//
// The daemon as functions of kind "core", for verbs of the command line.
#pragma once

#include "core/registry/host.hpp"

namespace brine::core {

// Adds the plugin "daemon" to the host:
//   daemon.running()                              -> bool
//   daemon.run(fun, args, kwargs, wait=true)      -> {jid, return, retcode} or, when the job
//       failed, {jid, error, status}; without waiting {jid}. Events of the job appear on the bus
//       of this process meanwhile.
//   daemon.jobs()                                 -> [{jid, fun, state, pid, started, ...}]
//   daemon.job(jid)                               -> one of them, with its outcome
//   daemon.kill(jid, signal=15)                   -> true
//   daemon.status()                               -> {pid, version, started, jobs, plugins}
// All but the first are an Error when no daemon runs.
void add_client_functions(Host& host);

}  // namespace brine::core
