// SPDX-License-Identifier: Apache-2.0
#include "core/job/job_manager.hpp"

#include "core/job/jid.hpp"
#include "core/job/job_process.hpp"

#include <brine/format.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <algorithm>
#include <csignal>
#include <deque>
#include <map>
#include <system_error>
#include <utility>

#include <sys/wait.h>

namespace brine::core {

class JobManager::Impl {
  public:
    Impl(boost::asio::io_context& io, std::vector<std::string> worker, std::string id,
         JobLimits limits, Log& log, Bus& bus)
        : io_(io),
          children_(io, SIGCHLD),
          worker_(std::move(worker)),
          id_(std::move(id)),
          limits_(limits),
          log_(log),
          bus_(bus) {
        await_children();
    }

    ~Impl() {
        for (const auto& [jid, entry] : running_) signal_session(entry.process->pid(), SIGKILL);
    }

    std::string submit(JobRequest request, JobListener listener) {
        if (shutting_down_) throw Error("brined is stopping and takes no new jobs");
        if (waiting_.size() >= limits_.queued)
            throw Error(format("{} jobs are waiting already; the limit is the option jobs_queue",
                               waiting_.size()));
        auto job = std::make_shared<Job>();
        job->jid = new_jid();
        job->fun = request.fun;
        job->user = request.user;
        job->queued = Job::Clock::now();
        known_.push_back(job);
        publish_new(*job, request);
        waiting_.push_back({job, std::move(request), std::move(listener), nullptr});
        start_waiting();
        return job->jid;
    }

    [[nodiscard]] std::vector<const Job*> jobs() const {
        std::vector<const Job*> all;
        for (const auto& job : known_) all.push_back(job.get());
        return all;
    }

    [[nodiscard]] const Job* find(std::string_view jid) const {
        const auto found = std::find_if(known_.begin(), known_.end(),
                                        [&](const auto& job) { return job->jid == jid; });
        return found == known_.end() ? nullptr : found->get();
    }

    void kill(std::string_view jid, int signal) {
        const Job* job = find(jid);
        if (job == nullptr) throw Error(format("there is no job {}", jid), BRINE_NOT_FOUND);
        if (job->over()) throw Error(format("the job {} is over already", jid));
        const std::string why = format("it was sent signal {}", signal);
        if (const auto entry = running_.find(std::string(jid)); entry != running_.end())
            return entry->second.process->kill(signal, why);
        const auto entry = std::find_if(waiting_.begin(), waiting_.end(),
                                        [&](const Entry& one) { return one.job->jid == jid; });
        Entry taken = std::move(*entry);
        waiting_.erase(entry);
        fail(taken, JobState::killed, "the job was taken from the queue", BRINE_CANCELLED);
    }

    void shut_down(std::function<void()> done) {
        shutting_down_ = true;
        when_idle_ = std::move(done);
        for (Entry& entry : std::exchange(waiting_, {}))
            fail(entry, JobState::killed, "brined stopped", BRINE_CANCELLED);
        for (const auto& [jid, entry] : running_) entry.process->kill(SIGTERM, "brined stopped");
        report_idle();
    }

  private:
    struct Entry {
        std::shared_ptr<Job> job;
        JobRequest request;
        JobListener listener;
        std::shared_ptr<JobProcess> process;
    };

    void start_waiting() {
        while (!waiting_.empty() && running_.size() < limits_.running) {
            Entry entry = std::move(waiting_.front());
            waiting_.pop_front();
            start(std::move(entry));
        }
    }

    void start(Entry entry) {
        const std::string jid = entry.job->jid;
        entry.process = std::make_shared<JobProcess>(io_, entry.job);
        entry.job->started = Job::Clock::now();
        entry.job->state = JobState::running;
        Arena arena;
        try {
            entry.process->start(
                worker_, message_for(arena.memory(), entry), limits_,
                [this, jid](std::string_view tag, const Value& data) { on_event(jid, tag, data); },
                [this, jid] { on_end(jid); });
        } catch (const std::system_error& error) {
            return fail(entry, JobState::failed, error.what(), BRINE_FAILED);
        }
        running_.emplace(jid, std::move(entry));
    }

    [[nodiscard]] Value message_for(Memory memory, const Entry& entry) const {
        const Value context = Map(memory)
                                  .add("jid", entry.job->jid)
                                  .add("user", entry.job->user)
                                  .add("cli", entry.job->fun)
                                  .value();
        return Map(memory)
            .add("fun", entry.request.fun)
            .add("args", entry.request.args.get())
            .add("kwargs", entry.request.kwargs.get())
            .add("context", context)
            .add("memory_max", limits_.memory)
            .value();
    }

    void on_event(const std::string& jid, std::string_view tag, const Value& data) {
        bus_.publish(tag, data);
        const auto entry = running_.find(jid);
        if (entry != running_.end() && entry->second.listener.on_event)
            entry->second.listener.on_event(tag, data);
    }

    void on_end(const std::string& jid) {
        const auto found = running_.find(jid);
        Entry entry = std::move(found->second);
        running_.erase(found);
        if (entry.job->state == JobState::crashed)
            log_.write(
                Level::error, "jobs",
                format("job {} ({}): {}", jid, entry.job->fun, entry.job->outcome.get()["error"]));
        tell_end(entry);
        start_waiting();
        report_idle();
    }

    // Ends a job that never got, or has no more, a process.
    void fail(Entry& entry, JobState state, const std::string& message, brine_status status) {
        Arena arena;
        entry.job->state = state;
        entry.job->ended = Job::Clock::now();
        entry.job->outcome = OwnedValue(Map(arena.memory())
                                            .add("jid", entry.job->jid)
                                            .add("error", message)
                                            .add("status", status)
                                            .value());
        tell_end(entry);
    }

    void tell_end(Entry& entry) {
        publish_return(*entry.job);
        if (entry.listener.on_end) entry.listener.on_end(*entry.job);
        forget_old();
    }

    // Keeps the newest outcomes. Jobs that are not over are always kept.
    void forget_old() {
        auto over = static_cast<std::size_t>(std::count_if(
            known_.begin(), known_.end(), [](const auto& job) { return job->over(); }));
        for (auto job = known_.begin(); job != known_.end() && over > limits_.kept;) {
            if ((*job)->over()) {
                job = known_.erase(job);
                --over;
            } else {
                ++job;
            }
        }
    }

    void publish_new(const Job& job, const JobRequest& request) const {
        Arena arena;
        const Memory memory = arena.memory();
        bus_.publish("salt/job/" + job.jid + "/new",
                     Map(memory)
                         .add("jid", job.jid)
                         .add("tgt", id_)
                         .add("tgt_type", "glob")
                         .add("fun", job.fun)
                         .add("arg", request.args.get())
                         .add("minions", List(memory).add(id_).value())
                         .add("user", job.user)
                         .value());
    }

    void publish_return(const Job& job) const {
        Arena arena;
        const Value& outcome = job.outcome.get();
        const bool returned = job.state == JobState::succeeded;
        const Value retcode = outcome["retcode"];
        const std::int64_t code = !returned ? 1 : retcode.is_int() ? retcode.integer() : 0;
        bus_.publish("salt/job/" + job.jid + "/ret/" + id_,
                     Map(arena.memory())
                         .add("jid", job.jid)
                         .add("id", id_)
                         .add("fun", job.fun)
                         .add("return", returned ? outcome["return"] : outcome["error"])
                         .add("retcode", code)
                         .add("success", returned && code == 0)
                         .value());
    }

    void await_children() {
        children_.async_wait([this](const boost::system::error_code& error, int) {
            if (error) return;  // the manager is going
            reap();
            await_children();
        });
    }

    // Several children may have ended for one signal. Only the jobs' own are waited for: others
    // belong to whoever started them.
    void reap() {
        std::vector<std::pair<std::shared_ptr<JobProcess>, int>> ended;
        for (const auto& [jid, entry] : running_) {
            int status = 0;
            if (::waitpid(entry.process->pid(), &status, WNOHANG) == entry.process->pid())
                ended.emplace_back(entry.process, status);
        }
        for (const auto& [process, status] : ended) process->reaped(status);
    }

    void report_idle() {
        if (shutting_down_ && running_.empty() && when_idle_) std::exchange(when_idle_, nullptr)();
    }

    boost::asio::io_context& io_;
    boost::asio::signal_set children_;
    std::vector<std::string> worker_;
    std::string id_;
    JobLimits limits_;
    Log& log_;
    Bus& bus_;
    std::deque<std::shared_ptr<Job>> known_;  // by age
    std::deque<Entry> waiting_;
    std::map<std::string, Entry> running_;  // by jid
    std::function<void()> when_idle_;
    bool shutting_down_ = false;
};

JobManager::JobManager(boost::asio::io_context& io, std::vector<std::string> worker, std::string id,
                       JobLimits limits, Log& log, Bus& bus)
    : impl_(std::make_unique<Impl>(io, std::move(worker), std::move(id), limits, log, bus)) {}

JobManager::~JobManager() = default;

std::string JobManager::submit(JobRequest request, JobListener listener) {
    return impl_->submit(std::move(request), std::move(listener));
}
std::vector<const Job*> JobManager::jobs() const { return impl_->jobs(); }
const Job* JobManager::find(std::string_view jid) const { return impl_->find(jid); }
void JobManager::kill(std::string_view jid, int signal) { impl_->kill(jid, signal); }
void JobManager::shut_down(std::function<void()> done) { impl_->shut_down(std::move(done)); }

}  // namespace brine::core
