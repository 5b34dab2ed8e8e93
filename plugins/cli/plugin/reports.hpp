// SPDX-License-Identifier: Apache-2.0
//
// What `brine plugin` prints for people. The values are those of installed_plugins() and of
// checked().
#pragma once

#include <brine/call.hpp>

#include <string>

namespace brine::cli {

// The table of all plugins, then shadowed functions and refused files, if there are any.
[[nodiscard]] std::string list_report(const Value& plugins);

// One plugin with its functions. Asks the core whether its modules can work here.
[[nodiscard]] std::string info_report(Call& call, const Value& plugin);

[[nodiscard]] std::string check_report(const Value& checked);

}  // namespace brine::cli
