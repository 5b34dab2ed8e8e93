// SPDX-License-Identifier: Apache-2.0
#include "core/job/job.hpp"

namespace brine::core {
namespace {

Value seconds(Job::Clock::time_point time) {
    if (time == Job::Clock::time_point{}) return {};
    return std::chrono::duration<double>(time.time_since_epoch()).count();
}

}  // namespace

std::string_view name_of(JobState state) noexcept {
    switch (state) {
        case JobState::queued:
            return "queued";
        case JobState::running:
            return "running";
        case JobState::succeeded:
            return "succeeded";
        case JobState::failed:
            return "failed";
        case JobState::crashed:
            return "crashed";
        case JobState::killed:
            return "killed";
    }
    return "unknown";
}

Value to_value(Memory memory, const Job& job) {
    return Map(memory)
        .add("jid", job.jid)
        .add("fun", job.fun)
        .add("user", job.user)
        .add("state", name_of(job.state))
        .add("pid", job.pid)
        .add("queued", seconds(job.queued))
        .add("started", seconds(job.started))
        .add("ended", seconds(job.ended))
        .value();
}

}  // namespace brine::core
