// SPDX-License-Identifier: Apache-2.0
//
// What lives as long as an outermost call (Run), and one nested call of it (Frame).
#pragma once

#include "core/registry/registry.hpp"

#include <brine/build.hpp>

#include <atomic>
#include <map>
#include <memory>
#include <string>

namespace brine::core {

class Host;
struct Run;

// A running call. Plugins see the brine_call in front. Frames live on the stack of the thread.
struct Frame : brine_call {
    Run* run = nullptr;
    Frame* parent = nullptr;
    const FunctionEntry* function = nullptr;  // nullptr for the outermost frame
    Arena* arena = nullptr;
    Value context;  // laid over the parents' by the request, or nil
    unsigned depth = 0;
    std::string failure;     // given to fail() by this frame's function
    std::string last_error;  // of the last call that this frame made
};

// An outermost call with all that is below it. One thread at a time, but for `cancelled`.
struct Run {
    Host* host = nullptr;
    std::shared_ptr<const Registry> registry;  // stays the same until the run ends
    Arena arena;
    Value context;
    std::map<std::string, Value, std::less<>> stored;
    std::atomic<bool> cancelled = false;
    Frame frame;  // the outermost
};

// The call that runs on this thread at the moment, or nullptr: for crash reports.
[[nodiscard]] const Frame* current_frame() noexcept;

}  // namespace brine::core
