// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/call.hpp>
#include <brine/support/process.hpp>

#include <string>

#include "run_arguments.hpp"

namespace brine::cmd {

// Everything about a command that is known before it starts.
struct CommandPlan {
    std::string user;
    std::string shell;
    support::Command command;
    support::RunOptions options;
    std::string shown;       // the command in messages: text, or a list in Python's notation
    std::string first_word;  // what of it may be logged; arguments may be secret
};

// The shell for commands that ask for none: $SHELL or /bin/sh.
[[nodiscard]] std::string default_shell();

// Throws Error when the user, the shell or the directory is not there, BadArgument for arguments
// that make no sense. `call` must outlive the plan.
[[nodiscard]] CommandPlan plan_command(Call& call, const RunArguments& arguments);

}  // namespace brine::cmd
