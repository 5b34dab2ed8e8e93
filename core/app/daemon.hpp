// SPDX-License-Identifier: Apache-2.0
//
// brined itself: jobs, event handlers, engines and the control socket around one event loop.
#pragma once

#include "core/app/instance.hpp"

#include <functional>
#include <string>
#include <vector>

namespace brine::core {

// Runs until SIGTERM or SIGINT, then stops the jobs and returns. SIGHUP looks for plugins again.
// `worker_options` are the options by which a job's process finds the same configuration;
// `ready` is called once the control socket can be used. Error when another daemon uses the same
// sock_dir.
void run_daemon(Instance& instance, const std::vector<std::string>& worker_options,
                const std::function<void()>& ready);

}  // namespace brine::core
