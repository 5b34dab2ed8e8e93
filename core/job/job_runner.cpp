// SPDX-License-Identifier: Apache-2.0
#include "core/job/job_runner.hpp"

#include "core/control/frame.hpp"
#include "core/job/crash_report.hpp"
#include "core/job/job_message.hpp"

#include <brine/format.hpp>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <mutex>
#include <system_error>

#include <sys/resource.h>
#include <unistd.h>

namespace brine::core {
namespace {

std::atomic<Run*> running = nullptr;

extern "C" void on_terminate(int) {
    if (Run* run = running.load()) run->cancelled = true;
}

// Bounds what the process may allocate. Shared libraries and stacks are not counted.
void limit_memory(std::int64_t bytes) {
    if (bytes <= 0) return;
    const rlimit limit{static_cast<rlim_t>(bytes), static_cast<rlim_t>(bytes)};
    if (::setrlimit(RLIMIT_DATA, &limit) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot limit the job's memory");
}

Value outcome_of(Memory memory, Run& run, const Value& job) {
    Call call = call_of(run);
    Value result;
    const std::span<const Value> args = job["args"].items();
    const std::span<const Pair> kwargs = job["kwargs"].pairs();
    const brine_status status = call.try_invoke(
        {.name = job["fun"].str(), .arguments = {.args = args, .kwargs = kwargs}}, result);
    Map message(memory);
    message.add("type", "result");
    if (status == BRINE_OK) {
        message.add("return", result).add("retcode", call.lookup("context:retcode"));
    } else {
        message.add("error", call.last_error()).add("status", status);
    }
    return message.value();
}

}  // namespace

int run_job(Host& host) {
    Arena arena;
    const std::optional<Value> job = read_frame(STDIN_FILENO, arena.memory());
    if (!job) throw Error("there is no job on standard input");
    limit_memory((*job)["memory_max"].integer());
    report_crashes_to(job_channel);

    std::mutex channel;  // plugins may publish from threads of their own
    const std::uint64_t token =
        host.bus().subscribe("*", [&](std::string_view tag, const Value& data) {
            Arena event;
            const std::lock_guard lock(channel);
            write_frame(
                job_channel,
                Map(event.memory()).add("type", "event").add("tag", tag).add("data", data).value());
        });

    const std::unique_ptr<Run> run = host.begin((*job)["context"]);
    running = run.get();
    std::signal(SIGTERM, on_terminate);
    const Value outcome = outcome_of(arena.memory(), *run, *job);
    running = nullptr;
    host.bus().unsubscribe(token);
    write_frame(job_channel, outcome);
    return 0;
}

}  // namespace brine::core
