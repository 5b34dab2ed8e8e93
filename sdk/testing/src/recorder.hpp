// SPDX-License-Identifier: Apache-2.0
//
// What happened, and the memory in which values that outlive a call are kept.
#pragma once

#include <brine/build.hpp>
#include <brine/testing/records.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace brine::testing {

// All members may be used from any thread. Values live as long as the recorder.
class Recorder {
  public:
    // A deep copy.
    [[nodiscard]] Value keep(const Value& value);

    // Notes a call that begins; its arguments and context are copied.
    std::shared_ptr<RecordedCall> begin(RecordedCall call);
    // Adds what the parameters got, then how the call ended.
    void bound(RecordedCall& call, const Value& parameters);
    void end(RecordedCall& call, brine_status status, std::string_view error, const Value& result);
    [[nodiscard]] std::vector<RecordedCall> calls() const;

    void set_level(Level level);
    [[nodiscard]] bool wants(Level level) const;
    void log(LogLine line);
    [[nodiscard]] std::vector<LogLine> log() const;

    void event(std::string_view tag, const Value& data);
    [[nodiscard]] std::vector<RecordedEvent> events() const;

    // A rule that was broken and by whom.
    void breach(std::string what);
    // Failure with all breaches since the last time, if there are any.
    void report_breaches();

    void clear();

  private:
    [[nodiscard]] Value keep_locked(const Value& value) { return copy(arena_.memory(), value); }

    mutable std::mutex mutex_;
    Arena arena_;
    std::vector<std::shared_ptr<RecordedCall>> calls_;
    Level level_ = Level::trace;
    std::vector<LogLine> log_;
    std::vector<RecordedEvent> events_;
    std::vector<std::string> breaches_;
};

}  // namespace brine::testing
