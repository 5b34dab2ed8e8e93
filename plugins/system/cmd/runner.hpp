// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/call.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "run_arguments.hpp"

namespace brine::cmd {

// Whether the function of this name is what the user called, and not called by another one. The
// command line and the daemon put its name into the context as `cli`.
[[nodiscard]] bool asked_by_user(Call& call, std::string_view function);

// The login shells of this system: the lines of /etc/shells without comments.
[[nodiscard]] std::vector<std::string> login_shells();

// Runs a command for the exec function `function`. If the user asked for just that function, its
// exit status becomes the one of the run, and the operator's cmd_blacklist_glob and
// cmd_whitelist_glob apply.
//
// A command that takes too long gives retcode 1 and says so on `out`. Throws Error when the
// command cannot be started, BadArgument for arguments that make no sense, and Cancelled.
[[nodiscard]] RunOutcome run_command(Call& call, const RunArguments& arguments,
                                     std::string_view function);

// {"pid", "retcode", "stdout", "stderr"}; the outputs are empty if they are to be hidden.
[[nodiscard]] Value outcome_map(const Call& call, const RunOutcome& outcome, bool hide_output);

}  // namespace brine::cmd
