// SPDX-License-Identifier: Apache-2.0
//
// What `brine job` prints for people. A job is {jid, fun, user, state, pid, queued, started,
// ended}, with `outcome` when it is shown alone; times are seconds since the epoch or nil.
#pragma once

#include <brine/value.hpp>

#include <string>

namespace brine::cli {

// A row per job, in the given order. `now` in seconds since the epoch: until when a job that is not
// over has taken its time.
[[nodiscard]] std::string job_table(const Value& jobs, double now);

[[nodiscard]] std::string job_report(const Value& job, double now);

// One line per entry of a map.
[[nodiscard]] std::string entries(const Value& map);

}  // namespace brine::cli
