// SPDX-License-Identifier: Apache-2.0
//
// The options that every program and every verb understands, wherever they stand before "--".
#pragma once

#include "core/app/instance.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace brine::core {

struct CommonOptions {
    InstanceRequest instance;
    std::vector<std::string> rest;  // all other arguments, in order
    bool version = false;           // --version before the verb
    bool help = false;              // --help before the verb
};

// Error when an option lacks its value or has a bad one.
[[nodiscard]] CommonOptions take_common_options(const std::vector<std::string_view>& arguments);

// For --help: one line per option.
[[nodiscard]] std::string_view common_options_help() noexcept;

}  // namespace brine::core
