// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/call.hpp>

#include <optional>
#include <string_view>

#include "run_arguments.hpp"

namespace brine::cmd {

// What to run with cmd.script. `run.cmd` is left empty: it is made of the script and `args`.
struct ScriptArguments {
    std::string_view source;  // a path or a salt:// URL
    std::optional<Text> args = std::nullopt;
    std::optional<std::string_view> renderer = std::nullopt;  // the argument `template`
    Value context = {};                                       // variables of the template
    std::optional<std::string_view> saltenv = std::nullopt;
    RunArguments run = {};
};

// The file server's environment to use when none is asked for.
[[nodiscard]] std::string_view default_saltenv(Call& call);

// Runs a copy of a script. Nothing when there is no such script. Errors are those of run_command,
// and CallError when the script cannot be rendered.
[[nodiscard]] std::optional<RunOutcome> run_script(Call& call, const ScriptArguments& arguments,
                                                   std::string_view function);

// What cmd.script returns; `outcome` is nothing when there was no such script.
[[nodiscard]] Value script_map(const Call& call, const std::optional<RunOutcome>& outcome,
                               bool hide_output);

}  // namespace brine::cmd
