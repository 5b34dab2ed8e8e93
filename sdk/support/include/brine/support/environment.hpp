// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace brine::support {

/// Where programs are searched when the environment has no PATH, as in execvp(3).
inline constexpr std::string_view default_search_path = "/bin:/usr/bin";

/// How the environment of a child process differs from ours. Applied in the order of the members.
struct EnvironmentChanges {
    /// Start from nothing instead of from our own environment.
    bool clean = false;
    /// Names to remove; a name that is not there is no error.
    std::vector<std::string> unset = {};
    /// Variables to add or to overwrite.
    std::map<std::string, std::string> set = {};
    /// Colon separated directories to put in front of PATH (of default_search_path when there is
    /// no PATH); empty: leave PATH alone.
    std::string prepend_path = {};
};

/// The resulting variables by name.
/// Throws std::invalid_argument for a name that is empty or holds '=', and for NUL bytes.
/// Reads `environ`: no other thread may call setenv(3) or putenv(3) meanwhile.
std::map<std::string, std::string> build_environment(const EnvironmentChanges& changes);

}  // namespace brine::support
