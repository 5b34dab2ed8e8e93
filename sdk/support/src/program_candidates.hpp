// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace brine::support {

/// The paths where `name` may be found, in the order of `search_path` (colon separated; an empty
/// element is the working directory). A name with '/', or an empty one, is its only candidate.
std::vector<std::string> program_candidates(std::string_view name, std::string_view search_path);

}  // namespace brine::support
