// SPDX-License-Identifier: Apache-2.0
//
// The arguments of a state that are meant for the state system and not for the state's function.
#pragma once

#include <string_view>

namespace brine::state {

// A requisite that stays in the low data: "require", "watch_any", "prerequired", ...
[[nodiscard]] bool is_requisite(std::string_view key) noexcept;

// A requisite that is worked into other states before the run: "use", "prereq", all "_in".
[[nodiscard]] bool is_compiled_requisite(std::string_view key) noexcept;

// An argument that a function does not get unless it has a parameter of that name.
[[nodiscard]] bool is_internal(std::string_view key) noexcept;

// What the state system does not offer: why a state with this argument must not run, or an empty
// text. Arguments that are only hints, whose effect nobody can tell from the results, are let
// pass: see keywords.cpp.
[[nodiscard]] std::string_view unsupported(std::string_view key) noexcept;

}  // namespace brine::state
