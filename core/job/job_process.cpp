// SPDX-License-Identifier: Apache-2.0
#include "core/job/job_process.hpp"

#include <brine/format.hpp>

#include <csignal>
#include <cstring>
#include <utility>

#include <sys/wait.h>

namespace brine::core {
namespace {

// From the polite signal to the last one.
constexpr std::chrono::seconds grace{5};

// How long a channel may stay open after the process is gone: something that the job left behind
// may hold it, and what the process itself sent is there at once.
constexpr std::chrono::milliseconds drain{200};

// What a job's process sends is foreign: code in it may have written to the channel.
std::int64_t number_or(const Value& value, std::int64_t fallback) {
    return value.is_int() ? value.integer() : fallback;
}

}  // namespace

void JobProcess::start(const std::vector<std::string>& worker, const Value& message,
                       const JobLimits& limits, OnEvent on_event, OnEnd on_end) {
    process_ = start_worker(worker);
    on_event_ = std::move(on_event);
    on_end_ = std::move(on_end);
    job_->pid = process_.pid;
    FrameChannel::Socket socket(io_);
    socket.assign(boost::asio::local::stream_protocol(), process_.channel);
    channel_ = std::make_shared<FrameChannel>(std::move(socket));
    // The channel is part of this object, so it must not keep it alive.
    channel_->start(
        [weak = weak_from_this()](const Value& received) {
            if (const auto self = weak.lock()) self->on_message(received);
        },
        [weak = weak_from_this()](const std::string&) {
            const auto self = weak.lock();
            if (!self) return;
            self->silent_ = true;
            self->finish_if_over();
        });
    channel_->send(message);
    limit_time(limits.time);
}

void JobProcess::on_message(const Value& message) {
    if (message["type"] == "event")
        on_event_(message["tag"].str_or(""), message["data"]);
    else
        result_ = OwnedValue(message);
}

void JobProcess::limit_time(std::chrono::milliseconds time) {
    if (time.count() <= 0) return;
    time_timer_.expires_after(time);
    time_timer_.async_wait([self = shared_from_this(), time](const auto& error) {
        if (error || self->wait_status_) return;
        self->kill(SIGTERM, format("it took longer than the job_timeout of {} s",
                                   std::chrono::duration<double>(time).count()));
    });
}

void JobProcess::kill(int signal, std::string why) {
    if (wait_status_) return;
    if (killed_because_.empty()) killed_because_ = std::move(why);
    signal_session(process_.pid, signal);
    if (signal != SIGTERM) return;
    kill_timer_.expires_after(grace);
    kill_timer_.async_wait([self = shared_from_this()](const auto& error) {
        if (!error && !self->wait_status_) signal_session(self->process_.pid, SIGKILL);
    });
}

void JobProcess::reaped(int status) {
    wait_status_ = status;
    kill_timer_.cancel();
    time_timer_.cancel();
    drain_timer_.expires_after(drain);
    drain_timer_.async_wait([self = shared_from_this()](const auto& error) {
        if (error) return;
        self->silent_ = true;
        self->finish_if_over();
    });
    finish_if_over();
}

void JobProcess::finish_if_over() {
    if (!wait_status_ || !silent_ || concluded_) return;
    concluded_ = true;
    drain_timer_.cancel();
    channel_->close();
    conclude();
    on_event_ = nullptr;
    if (const OnEnd handler = std::exchange(on_end_, nullptr)) handler();
}

void JobProcess::conclude() {
    job_->ended = Job::Clock::now();
    const Value& result = result_.get();
    if (result["type"] == "result" && result["error"].is_nil()) {
        Arena arena;
        job_->state = JobState::succeeded;
        job_->outcome = OwnedValue(Map(arena.memory())
                                       .add("jid", job_->jid)
                                       .add("return", result["return"])
                                       .add("retcode", result["retcode"])
                                       .value());
    } else if (!killed_because_.empty()) {
        set_error(JobState::killed, format("the job was killed: {}", killed_because_),
                  BRINE_CANCELLED);
    } else if (result["type"] == "result") {
        set_error(JobState::failed, std::string(result["error"].str_or("")),
                  static_cast<brine_status>(number_or(result["status"], BRINE_FAILED)));
    } else {
        set_error(JobState::crashed, death_notice(), BRINE_FAILED);
    }
}

// What is known of a process that ended without a result.
std::string JobProcess::death_notice() const {
    const Value& crash = result_.get();
    if (crash["type"] == "crash") {
        const int signal = static_cast<int>(number_or(crash["signal"], 0));
        if (crash["function"].size() == 0)
            return format("the job crashed outside of any function: {} (signal {})",
                          ::strsignal(signal), signal);
        return format("the plugin '{}' crashed in {}: {} (signal {})", crash["plugin"],
                      crash["function"], ::strsignal(signal), signal);
    }
    if (WIFSIGNALED(*wait_status_))
        return format("the job's process was ended by {} (signal {})",
                      ::strsignal(WTERMSIG(*wait_status_)), WTERMSIG(*wait_status_));
    return format(
        "the job's process ended with status {} before the function returned; the log "
        "of brined may say more",
        WEXITSTATUS(*wait_status_));
}

void JobProcess::set_error(JobState state, const std::string& message, brine_status status) {
    Arena arena;
    job_->state = state;
    job_->outcome = OwnedValue(Map(arena.memory())
                                   .add("jid", job_->jid)
                                   .add("error", message)
                                   .add("status", status)
                                   .value());
}

}  // namespace brine::core
