// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "brine/support/command_line.hpp"

#include <string>
#include <string_view>

namespace brine::support {

/// The last name of an option without its dashes, by which callers ask for it.
inline std::string key_of(const OptionSpec& option) {
    std::string_view name = option.names.substr(option.names.rfind(',') + 1);
    while (name.starts_with('-')) name.remove_prefix(1);
    return std::string(name);
}

/// "FILE...", "[FILE]": an argument as it stands in a usage line.
inline std::string usage_of(const ArgumentSpec& argument) {
    std::string text(argument.name);
    if (argument.repeated || argument.verbatim) text += "...";
    return argument.required ? text : "[" + text + "]";
}

}  // namespace brine::support
