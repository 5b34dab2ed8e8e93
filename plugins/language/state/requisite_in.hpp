// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "high.hpp"
#include "places.hpp"

#include <string>
#include <unordered_set>
#include <vector>

namespace brine::state {

// Works the requisites that concern another state into that state: require_in and its likes turn
// into a require over there, use and use_in copy arguments, prereq marks its target as
// `prerequired`. `disabled` are the requisites that the configuration turns off. `warnings` says
// what Salt passes over in silence.
void apply_requisites_in(Memory memory, High& high, const Places& places,
                         const std::unordered_set<std::string>& disabled, Errors& errors,
                         std::vector<std::string>& warnings);

}  // namespace brine::state
