// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "high.hpp"
#include "names.hpp"
#include "places.hpp"

namespace brine::state {

// Lays one argument of an extension over a declaration: a text replaces the function, a requisite
// is appended to the present one, any other argument replaces the one of the same key; what is not
// there is added.
void extend_argument(Memory memory, Declaration& declaration, const Value& argument);

// Takes `extends` out of the high data and applies it. An extension whose target does not exist is
// an error.
void apply_extends(Memory memory, High& high, const Places& places, Errors& errors);

// The message for an extension without a target.
[[nodiscard]] std::string no_target_text(const Value& id, std::string_view environment,
                                         std::string_view sls, const Places& places);

}  // namespace brine::state
