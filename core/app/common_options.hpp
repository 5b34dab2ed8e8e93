// SPDX-License-Identifier: Apache-2.0
//
// The options that every program and every verb understands, wherever they stand before "--".
#pragma once

#include "core/app/instance.hpp"

#include <brine/support/command_line.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace brine::core {

struct CommonOptions {
    InstanceRequest instance;
    std::vector<std::string> rest;  // all other arguments, in order
    bool version = false;           // --version before the verb
    bool help = false;              // --help before the verb
    bool man = false;               // --help-man before the verb
};

// Error when an option lacks its value or has a bad one.
[[nodiscard]] CommonOptions take_common_options(const std::vector<std::string_view>& arguments);

// For the help text and the manual page of a program.
[[nodiscard]] std::vector<brine::support::OptionSpec> common_option_specs();

}  // namespace brine::core
