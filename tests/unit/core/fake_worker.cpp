// SPDX-License-Identifier: Apache-2.0
//
// A worker whose job says how it ends: the job's `fun` is one of the names below.
#include "core/control/frame.hpp"
#include "core/job/crash_report.hpp"
#include "core/job/job_message.hpp"

#include <brine/build.hpp>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>

#include <unistd.h>

namespace {

using namespace brine::core;
using brine::Map;
using brine::Value;

void tell(const Value& message) { write_frame(job_channel, message); }

[[noreturn]] void wait_for_ever() {
    for (;;) ::pause();
}

int play(const Value& job, brine::Memory memory) {
    const std::string_view fun = job["fun"].str();
    if (fun == "echo") {
        tell(
            Map(memory).add("type", "event").add("tag", "echo/1").add("data", job["args"]).value());
        tell(Map(memory)
                 .add("type", "result")
                 .add("return", job["kwargs"])
                 .add("retcode", 3)
                 .value());
        return 0;
    }
    if (fun == "fail") {
        tell(Map(memory)
                 .add("type", "result")
                 .add("error", "it went wrong")
                 .add("status", BRINE_FAILED)
                 .value());
        return 0;
    }
    if (fun == "crash") {
        report_crashes_to(job_channel);
        std::raise(SIGSEGV);
    }
    if (fun == "nonsense") {
        tell(Map(memory).add("type", "result").add("error", 5).add("status", "what").value());
        return 0;
    }
    if (fun == "half a crash") {
        tell(Map(memory).add("type", "crash").value());
        return 0;
    }
    if (fun == "killed") std::raise(SIGKILL);
    if (fun == "silent") return 7;
    if (fun == "garbage") {
        const std::string_view bytes("\x01\x00\x00\x00\xC1", 5);
        return ::write(job_channel, bytes.data(), bytes.size()) == 5 ? 0 : 1;
    }
    if (fun == "stubborn") std::signal(SIGTERM, SIG_IGN);
    if (fun == "wait" || fun == "stubborn") wait_for_ever();
    return 64;
}

}  // namespace

int main() {
    brine::Arena arena;
    const auto job = read_frame(STDIN_FILENO, arena.memory());
    return job ? play(*job, arena.memory()) : 65;
}
