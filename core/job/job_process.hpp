// SPDX-License-Identifier: Apache-2.0
//
// One job from start to end: its process, its messages, its limits, and what came of it.
#pragma once

#include "core/control/frame_channel.hpp"
#include "core/job/job.hpp"
#include "core/job/job_manager.hpp"
#include "core/job/worker_process.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace brine::core {

// Loop thread only.
class JobProcess : public std::enable_shared_from_this<JobProcess> {
  public:
    using OnEvent = std::function<void(std::string_view tag, const Value& data)>;
    using OnEnd = std::function<void()>;

    JobProcess(boost::asio::io_context& io, std::shared_ptr<Job> job)
        : io_(io), job_(std::move(job)), kill_timer_(io), time_timer_(io), drain_timer_(io) {}

    // Starts the worker and hands it the job. Throws std::system_error when it cannot start.
    // `on_end` is called once, when the process is gone and the job's outcome stands.
    void start(const std::vector<std::string>& worker, const Value& message,
               const JobLimits& limits, OnEvent on_event, OnEnd on_end);

    // Signals the job's session; SIGTERM is followed by SIGKILL after a while.
    void kill(int signal, std::string why);

    // Tells that the process was reaped with this wait status (wait(2)).
    void reaped(int status);

    [[nodiscard]] pid_t pid() const noexcept { return process_.pid; }

  private:
    void on_message(const Value& message);
    void limit_time(std::chrono::milliseconds time);
    void finish_if_over();
    void conclude();
    [[nodiscard]] std::string death_notice() const;
    void set_error(JobState state, const std::string& message, brine_status status);

    boost::asio::io_context& io_;
    std::shared_ptr<Job> job_;
    WorkerProcess process_;
    std::shared_ptr<FrameChannel> channel_;
    boost::asio::steady_timer kill_timer_;
    boost::asio::steady_timer time_timer_;
    boost::asio::steady_timer drain_timer_;
    OnEvent on_event_;
    OnEnd on_end_;
    std::optional<int> wait_status_;
    std::string killed_because_;  // empty: nobody killed it
    OwnedValue result_;           // the worker's "result" or "crash" message
    bool silent_ = false;         // the channel has ended
    bool concluded_ = false;
};

}  // namespace brine::core
