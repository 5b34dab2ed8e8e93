// SPDX-License-Identifier: Apache-2.0
//
// What is behind a FakeHost: calls as frames of runs, and the parts that they use.
#pragma once

#include "context.hpp"
#include "function_table.hpp"
#include "recorder.hpp"
#include "subscribers.hpp"

#include <brine/call.hpp>
#include <brine/testing/fake_host.hpp>

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace brine::testing {

struct Run;

// A running call. Plugins see the brine_call in front.
struct Frame : brine_call {
    Run* run = nullptr;
    const Frame* parent = nullptr;
    const LoadedFunction* function = nullptr;  // nullptr for the outermost frame
    Arena* arena = nullptr;
    Value context;  // laid over the parents', or nil
    unsigned depth = 0;
    std::string failure;     // given to fail() by this frame's function
    std::string last_error;  // of the last call that this frame made
};

// An outermost call with all that is below it. One thread at a time.
struct Run {
    Run(FakeHost::Impl& of_host, const Value& run_context, bool made_by_test);

    FakeHost::Impl* host;
    bool by_test;  // or by a plugin, through begin()
    Arena arena;
    Value context;
    std::map<std::string, Value, std::less<>> stored;
    Frame frame;
};

[[nodiscard]] inline Frame& frame_of(brine_call* call) { return *static_cast<Frame*>(call); }

class FakeHost::Impl {
  public:
    Impl();
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() { stop(); }

    struct Table : brine_host {
        Impl* owner = nullptr;
    };

    // Runs a call of the test's own. With `function` that one, else the one the request names.
    Value outermost(const Request& request, const LoadedFunction* function = nullptr);

    // What brine_host offers; see there. A broken rule is noted and answered with BRINE_ABI.
    brine_status invoke(Frame& caller, const brine_request& request, Value& result,
                        const LoadedFunction* function = nullptr);
    brine_status lookup(Frame& frame, std::string_view path, Value& out);
    bool ask_cancelled();

    // The function that a call would reach. Error with status and reason when there is none.
    [[nodiscard]] const LoadedFunction& resolve(Frame& frame, std::string_view kind,
                                                std::string_view name,
                                                const LoadedPlugin* below = nullptr);

    // Notes the breach and throws it as the failure of the running call.
    [[noreturn]] void fail_for_breach(std::string what);

    void stop();

    Table table;
    FunctionTable functions;
    Recorder recorder;
    Context context;
    Subscribers subscribers;
    std::atomic<std::int64_t> asks_until_cancelled{-1};  // negative: never
    std::atomic<bool> stopping{false};
    std::atomic<int> open_runs{0};  // that plugins began

    std::mutex mutex;  // guards what follows
    std::map<std::string, const void*, std::less<>> extensions;
    std::map<std::string, Value, std::less<>> stored;  // by the last call of the test

  private:
    static Table make_table(Impl* owner);
    void check_request(const Frame& caller, const brine_request& request);
    void require_available(Frame& frame, const LoadedFunction& function);
    brine_status run(Frame& caller, const LoadedFunction& function, const brine_request& request,
                     Value& result, RecordedCall* record);
    void enter(Frame& frame, const Value* args, brine_status& status, Value& result);
};

// The functions of kind "core" that every host has.
[[nodiscard]] const brine_plugin& core_plugin() noexcept;

}  // namespace brine::testing
