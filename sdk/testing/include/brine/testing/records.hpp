// SPDX-License-Identifier: Apache-2.0
//
// What a FakeHost remembers of the code under test: calls, log lines, events. All values live as
// long as the host.
#pragma once

#include <brine/call.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace brine::testing {

// Arguments as they were passed, with a look-up.
struct PassedArguments : Arguments {
    // A positional argument, counted from 0, or a keyword argument; nil when it was not passed.
    [[nodiscard]] Value operator[](std::size_t position) const noexcept;
    [[nodiscard]] Value operator[](std::string_view keyword) const noexcept;
};

// A call that the code under test made, or tried to make.
struct RecordedCall : PassedArguments {
    std::string kind;
    std::string name;
    bool next = false;  // asked for the function below the calling one
    Value context;      // the map that the call laid over its context, or nil
    Value parameters;   // map: what each declared parameter got; nil when the arguments do not fit
    brine_status status = BRINE_OK;
    std::string error;  // empty on success
    Value result;       // nil on failure

    // What the parameter got, whether it was passed by position, by keyword or not at all; nil
    // when the function has no such parameter.
    [[nodiscard]] Value parameter(std::string_view parameter_name) const noexcept {
        return parameters[parameter_name];
    }
};

// "cmd.run("ls", cwd="/") -> "..."", for messages.
[[nodiscard]] std::string shown(const RecordedCall& call);

// Calls in the order in which they began.
class Calls {
  public:
    // `what` names them in messages.
    Calls(std::string what, std::vector<RecordedCall> calls)
        : what_(std::move(what)), calls_(std::move(calls)) {}

    [[nodiscard]] std::size_t size() const noexcept { return calls_.size(); }
    [[nodiscard]] bool empty() const noexcept { return calls_.empty(); }
    [[nodiscard]] auto begin() const noexcept { return calls_.begin(); }
    [[nodiscard]] auto end() const noexcept { return calls_.end(); }

    // Failure with the list of calls when there are not that many; for only(), unless there is
    // exactly one. The references live as long as this object.
    [[nodiscard]] const RecordedCall& operator[](std::size_t position) const&;
    [[nodiscard]] const RecordedCall& only() const&;
    [[nodiscard]] const RecordedCall& last() const&;
    // The same of a temporary: host.calls("cmd.run").only() may be kept by value or reference.
    [[nodiscard]] RecordedCall operator[](std::size_t position) const&&;
    [[nodiscard]] RecordedCall only() const&&;
    [[nodiscard]] RecordedCall last() const&&;

  private:
    [[noreturn]] void fail(const std::string& expected) const;

    std::string what_;
    std::vector<RecordedCall> calls_;
};

struct LogLine {
    Level level = Level::info;
    std::string plugin;  // that wrote it
    std::string text;
};

struct RecordedEvent {
    std::string tag;
    Value data;
};

}  // namespace brine::testing
