// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings.hpp"

#include <cstddef>
#include <string>

namespace brine::output {

// The keys of a master by their state, {"minions": ["web"], "minions_pre": [...]}. BadArgument
// for a state that there is not. `indent` columns before everything.
[[nodiscard]] std::string key_list(const Value& data, const Settings& settings, std::size_t indent);

}  // namespace brine::output
