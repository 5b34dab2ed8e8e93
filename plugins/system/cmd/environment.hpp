// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/call.hpp>
#include <brine/support/environment.hpp>

#include <map>
#include <string>
#include <string_view>

#include "run_arguments.hpp"

namespace brine::cmd {

using Variables = std::map<std::string, std::string>;

// The variables of an `env` argument: a map, or a list of maps of which the later ones win.
// Numbers and truth values become text, nil an empty text. Anything else means no variables.
[[nodiscard]] Variables parse_variables(const Value& env);

// What `su` gives as the environment of a login of `user`, between two markers in `output`;
// nothing when the markers are not there (a login that the system refuses).
[[nodiscard]] std::optional<Variables> parse_login_environment(std::string_view output,
                                                               std::string_view marker);

// The environment of a command: the variables asked for, those of a login as `user` (if not
// empty), and the C locale, in that order of precedence.
[[nodiscard]] support::EnvironmentChanges command_environment(Call& call,
                                                              const RunArguments& arguments,
                                                              const std::string& user,
                                                              const std::string& shell);

}  // namespace brine::cmd
