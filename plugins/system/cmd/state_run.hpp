// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/state.hpp>

#include <string>
#include <string_view>

#include "run_arguments.hpp"
#include "script.hpp"

namespace brine::cmd {

// What a state says about how its command reports changes: `stateful` as it was given, and the
// command that takes the state's place in test mode.
class Stateful {
  public:
    explicit Stateful(const Value& argument);

    [[nodiscard]] bool wanted() const noexcept { return wanted_; }
    // Empty: nothing is run in test mode.
    [[nodiscard]] std::string_view test_name() const noexcept { return test_name_; }

  private:
    bool wanted_;
    std::string_view test_name_;
};

// What the states with a command have in common besides the command.
struct StateArguments {
    RunArguments run = {};
    Value stateful = false;
    bool hide_output = false;
    bool ignore_timeout = false;
};

// The states cmd.run and cmd.script.
[[nodiscard]] StateResult run_state(State& state, StateArguments arguments);
[[nodiscard]] StateResult script_state(State& state, StateArguments arguments,
                                       ScriptArguments script);

}  // namespace brine::cmd
