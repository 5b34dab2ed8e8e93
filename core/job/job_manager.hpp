// SPDX-License-Identifier: Apache-2.0
//
// The daemon's jobs: each one runs in a process of its own, so many at once and no more, and is
// told about when it is over.
#pragma once

#include "core/job/job.hpp"
#include "core/log/log.hpp"
#include "core/loop/bus.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace boost::asio {
class io_context;
}

namespace brine::core {

struct JobLimits {
    std::size_t running = 8;            // at once; others wait
    std::size_t queued = 1000;          // waiting; more are refused
    std::size_t kept = 100;             // outcomes of jobs that are over
    std::chrono::milliseconds time{0};  // 0: none
    std::int64_t memory = 0;            // bytes; 0: none
};

struct JobRequest {
    std::string fun;
    OwnedValue args;    // a list
    OwnedValue kwargs;  // a map
    std::string user;
};

// Follows one job. Called on the loop thread.
struct JobListener {
    std::function<void(std::string_view tag, const Value& data)> on_event;
    std::function<void(const Job& job)> on_end;
};

// All members are for the loop thread. Publishes "salt/job/JID/new" and "salt/job/JID/ret/ID" on
// the bus, and the events of the jobs themselves.
class JobManager {
  public:
    // `worker` is the command that runs one job (job/job_runner.hpp); `id` the machine's id. The
    // io_context, log and bus outlive the manager.
    JobManager(boost::asio::io_context& io, std::vector<std::string> worker, std::string id,
               JobLimits limits, Log& log, Bus& bus);
    JobManager(const JobManager&) = delete;
    JobManager& operator=(const JobManager&) = delete;
    ~JobManager();  // ends the running jobs at once

    // Starts the job or puts it into the queue, and answers its id. Error when the queue is full.
    std::string submit(JobRequest request, JobListener listener);

    // Running, waiting and remembered ones, oldest first.
    [[nodiscard]] std::vector<const Job*> jobs() const;
    // nullptr when there is none of that id, or it is forgotten.
    [[nodiscard]] const Job* find(std::string_view jid) const;

    // Sends a signal to the job's processes; what does not end on SIGTERM within a few seconds
    // gets SIGKILL. A waiting job is taken from the queue. Error when there is no such job or it
    // is over.
    void kill(std::string_view jid, int signal);

    // Kills all jobs, takes no new ones and calls `done` when none is left.
    void shut_down(std::function<void()> done);

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace brine::core
