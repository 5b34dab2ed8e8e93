// SPDX-License-Identifier: Apache-2.0
//
// The command line of `brine spm`.
#pragma once

#include "manager/settings.hpp"

#include <brine/support/command_line.hpp>

namespace brine::spm {

// Exit statuses, as in the notes of --help.
enum Exit : int {
    exit_ok = 0,
    exit_failed = 1,
    exit_declined = 2,
    exit_differences = 3,
    exit_hook_failed = 4,
    exit_usage = support::usage_error,
    exit_busy = 75,  // EX_TEMPFAIL of sysexits.h
};

[[nodiscard]] support::CommandSpec command_spec();

// The options that all commands share. UsageError names what is no number.
[[nodiscard]] Wishes wishes_of(const support::ParsedCommand& parsed);

}  // namespace brine::spm
