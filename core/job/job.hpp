// SPDX-License-Identifier: Apache-2.0
//
// A job as the daemon keeps it: what was asked, how far it is, what came of it.
#pragma once

#include <brine/build.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace brine::core {

enum class JobState {
    queued,
    running,
    succeeded,  // the function returned
    failed,     // the function reported an error
    crashed,    // the process ended without a word from the function
    killed,     // ended by a kill or by the time limit
};

[[nodiscard]] std::string_view name_of(JobState state) noexcept;

struct Job {
    using Clock = std::chrono::system_clock;

    std::string jid;
    std::string fun;
    std::string user;
    JobState state = JobState::queued;
    int pid = 0;  // of its process, 0 before it has one
    Clock::time_point queued{};
    Clock::time_point started{};  // valid once running
    Clock::time_point ended{};    // valid once it is over
    // {jid, return, retcode} or {jid, error, status}; nil until it is over.
    OwnedValue outcome;

    [[nodiscard]] bool over() const noexcept {
        return state != JobState::queued && state != JobState::running;
    }
};

// {jid, fun, user, state, pid, queued, started, ended}: times as seconds since the epoch.
[[nodiscard]] Value to_value(Memory memory, const Job& job);

}  // namespace brine::core
