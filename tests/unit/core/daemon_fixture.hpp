// SPDX-License-Identifier: Apache-2.0
//
// A job manager on a loop of its own thread's, with the fake worker behind it.
#pragma once

#include "core/job/job_manager.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace brine::core::test {

struct Ended {
    std::string jid;
    JobState state;
    std::string error;
    std::string value;
};

class TestJobs {
  public:
    explicit TestJobs(JobLimits limits = {}, std::string worker = FAKE_WORKER)
        : manager_(io_, {std::move(worker)}, "m1", limits, log_, bus_) {}

    std::string submit(std::string_view fun) {
        Arena arena;
        const Value args = List(arena.memory()).add("one").value();
        const Value kwargs = Map(arena.memory()).add("key", "value").value();
        return manager_.submit({.fun = std::string(fun),
                                .args = OwnedValue(args),
                                .kwargs = OwnedValue(kwargs),
                                .user = "tester"},
                               {.on_event = {}, .on_end = [this](const Job& job) { note(job); }});
    }

    // Runs the loop until `done`, or throws when that takes absurdly long.
    void run_until(const std::function<bool()>& done) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (!done()) {
            io_.restart();
            io_.run_one_for(std::chrono::milliseconds(100));
            if (std::chrono::steady_clock::now() > end) throw std::runtime_error("it hangs");
        }
    }
    void run_until_ended(std::size_t count) {
        run_until([&] { return ended.size() >= count; });
    }
    Ended outcome_of(std::string_view fun) {
        submit(fun);
        run_until_ended(ended.size() + 1);
        return ended.back();
    }

    [[nodiscard]] JobManager* operator->() noexcept { return &manager_; }
    [[nodiscard]] JobManager& operator*() noexcept { return manager_; }
    [[nodiscard]] Bus& bus() noexcept { return bus_; }
    [[nodiscard]] Log& log() noexcept { return log_; }
    [[nodiscard]] boost::asio::io_context& io() noexcept { return io_; }

    std::vector<Ended> ended;

  private:
    void note(const Job& job) {
        const Value& outcome = job.outcome.get();
        ended.push_back({job.jid, job.state, std::string(outcome["error"].str_or("")),
                         to_text(outcome["return"])});
    }

    Log log_{{.console = {}, .file_level = {}, .file = {}, .colour = false}};
    Bus bus_;
    boost::asio::io_context io_;
    JobManager manager_;
};

}  // namespace brine::core::test
