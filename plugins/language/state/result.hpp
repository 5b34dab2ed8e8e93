// SPDX-License-Identifier: Apache-2.0
//
// The result of a state: Salt's result dictionary, with what the runner asks of it at hand.
#pragma once

#include "chunks.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace brine::state {

// What became of one chunk.
struct Result {
    Value map;      // name, changes, result, comment and whatever else the function says
    Value outcome;  // map["result"]: true, false or nil
    bool changed = false;
    bool state_ran = true;
    bool skip_watch = false;

    [[nodiscard]] bool failed() const noexcept { return outcome.is_false(); }
    [[nodiscard]] std::string comment() const;
};

// When a state started and how long it took.
class Stopwatch {
  public:
    Stopwatch();

    // Local time as HH:MM:SS.ffffff.
    [[nodiscard]] std::string start_time() const;
    // Milliseconds, to the microsecond.
    [[nodiscard]] double duration() const;

  private:
    std::chrono::system_clock::time_point wall_;
    std::chrono::steady_clock::time_point start_;
};

// A result of the runner's own.
[[nodiscard]] Result make_result(Memory memory, const Value& name, const Value& outcome,
                                 std::string_view comment);

// What a state function returned, made to fit the contract: a comment that is a list is joined, any
// outcome but nil becomes its truth. A violation gives a failed result that says which.
[[nodiscard]] Result checked_result(Memory memory, const Value& name, const Value& returned);

// `result` with one entry set.
[[nodiscard]] Result with(Memory memory, const Result& result, std::string_view key,
                          const Value& value);

// `result` with what Salt adds to every state: __sls__, __run_num__, start_time, duration, __id__.
[[nodiscard]] Result stamped(Memory memory, const Result& result, const Chunk& chunk,
                             std::int64_t run_number, const Stopwatch& time);

}  // namespace brine::state
