// SPDX-License-Identifier: Apache-2.0
//
// The log of a program: lines for people on standard error, and in a file when one is set.
#pragma once

#include <brine/call.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace brine::core {

struct LogOptions {
    std::optional<Level> console = Level::warning;  // nullopt: nothing on standard error
    std::optional<Level> file_level = Level::warning;
    std::string file;  // empty: no file
    bool colour = false;
};

// A level by Salt's name ("all", "garbage", "trace", "debug", "profile", "info", "warning",
// "error", "critical", "quiet"); "quiet" gives nullopt. Error when there is no such level.
[[nodiscard]] std::optional<Level> level_from(std::string_view name);

// Used from any thread. Nothing is opened before the first line that is written.
class Log {
  public:
    explicit Log(LogOptions options);
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;
    ~Log();

    [[nodiscard]] bool enabled(Level level) const noexcept { return level >= lowest_; }

    // Writes a line; `source` is the plugin or part of the program that speaks. A log file that
    // cannot be opened is reported once on standard error.
    void write(Level level, std::string_view source, std::string_view message);

  private:
    class Sinks;

    LogOptions options_;
    Level lowest_;
    std::unique_ptr<Sinks> sinks_;
};

}  // namespace brine::core
