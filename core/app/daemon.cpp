// SPDX-License-Identifier: Apache-2.0
#include "core/app/daemon.hpp"

#include "core/app/daemon_lock.hpp"
#include "core/control/client.hpp"
#include "core/control/server.hpp"
#include "core/job/job_manager.hpp"
#include "core/loop/directory_watcher.hpp"
#include "core/loop/engine_supervisor.hpp"
#include "core/loop/event_dispatcher.hpp"
#include "core/loop/worker_pool.hpp"

#include <brine/format.hpp>
#include <brine/support/file.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <exception>

#include <unistd.h>

namespace brine::core {
namespace {

std::string directory_for_sockets(const Config& config) {
    std::string directory = config.text("sock_dir");
    support::make_directories(directory, 0700);
    return directory;
}

JobLimits job_limits(const Config& config) {
    const auto size = [&](std::string_view key, std::int64_t least) {
        return static_cast<std::size_t>(std::max(config.number(key), least));
    };
    const double seconds = config.options()["job_timeout"].number();
    return {.running = size("jobs_max", 1),
            .queued = size("jobs_queue", 1),
            .kept = size("jobs_keep", 0),
            .time = std::chrono::duration_cast<std::chrono::milliseconds>(
                std::chrono::duration<double>(seconds)),
            .memory = config.number("job_memory_max")};
}

std::vector<std::string> worker_command(const Instance& instance,
                                        const std::vector<std::string>& options) {
    std::vector<std::string> command{instance.installation().worker, "job"};
    command.insert(command.end(), options.begin(), options.end());
    return command;
}

class Daemon {
  public:
    Daemon(Instance& instance, const std::vector<std::string>& worker_options)
        : instance_(instance),
          sockets_(directory_for_sockets(instance.config())),
          lock_(sockets_ + "/brined.pid"),
          pool_(static_cast<unsigned>(
              std::clamp<std::int64_t>(instance.config().number("worker_threads"), 1, 64))),
          signals_(io_, SIGTERM, SIGINT, SIGHUP),
          jobs_(io_, worker_command(instance, worker_options), instance.config().text("id"),
                job_limits(instance.config()), instance.log(), instance.bus()),
          events_(instance.host(), pool_),
          engines_(instance.host(), instance.config().options()["engines"]),
          server_(
              io_, control_socket(sockets_), jobs_,
              [this](Memory memory) { return status(memory); }, instance.log()),
          watcher_(io_, watched(), [this] { look_for_plugins(); }) {
        await_signal();
    }

    void run() { io_.run(); }

  private:
    [[nodiscard]] std::vector<std::string> watched() const {
        std::vector<std::string> directories;
        for (const PluginDirectory& directory : instance_.search_path())
            directories.push_back(directory.path);
        return directories;
    }

    void await_signal() {
        signals_.async_wait([this](const boost::system::error_code& error, int signal) {
            if (error) return;
            if (signal == SIGHUP)
                look_for_plugins();
            else
                stop(signal);
            await_signal();
        });
    }

    void stop(int signal) {
        instance_.log().write(Level::info, "brined", format("stopping on signal {}", signal));
        server_.stop_accepting();
        jobs_.shut_down([this] { io_.stop(); });
    }

    // Looking blocks while plugins are opened elsewhere, so it happens on the pool; one look at a
    // time, and another after it when something changed meanwhile.
    void look_for_plugins() {
        if (looking_) {
            look_again_ = true;
            return;
        }
        looking_ = true;
        pool_.post([this] {
            try {
                instance_.find_plugins();
                events_.find_handlers();
            } catch (const std::exception& error) {
                instance_.log().write(Level::error, "loader", error.what());
            }
            boost::asio::post(io_, [this] {
                looking_ = false;
                if (std::exchange(look_again_, false)) look_for_plugins();
            });
        });
    }

    [[nodiscard]] Value status(Memory memory) const {
        const auto& all = jobs_.jobs();
        const auto count = [&](JobState state) {
            return std::count_if(all.begin(), all.end(),
                                 [&](const Job* job) { return job->state == state; });
        };
        return Map(memory)
            .add("pid", static_cast<int>(::getpid()))
            .add("version", BRINE_VERSION)
            .add("id", instance_.config().text("id"))
            .add("plugins", instance_.host().registry()->plugins().size())
            .add("jobs_running", count(JobState::running))
            .add("jobs_queued", count(JobState::queued))
            .value();
    }

    // In the order of construction; what others use comes first.
    Instance& instance_;
    std::string sockets_;
    DaemonLock lock_;
    boost::asio::io_context io_;
    bool looking_ = false;
    bool look_again_ = false;
    WorkerPool pool_;
    boost::asio::signal_set signals_;
    JobManager jobs_;
    EventDispatcher events_;
    EngineSupervisor engines_;
    ControlServer server_;
    DirectoryWatcher watcher_;
};

}  // namespace

void run_daemon(Instance& instance, const std::vector<std::string>& worker_options,
                const std::function<void()>& ready) {
    Daemon daemon(instance, worker_options);
    instance.log().write(Level::info, "brined", "ready");
    ready();
    daemon.run();
}

}  // namespace brine::core
