// SPDX-License-Identifier: Apache-2.0
//
// Which Salt and which Python formulas are told that they run on. Brine has neither; these are
// the ones whose behavior it follows, and this is the only place that says so.
#pragma once

#include <array>
#include <string_view>

namespace brine::grains {

inline constexpr std::string_view salt_version = "3006.0";
inline constexpr std::array<int, 2> salt_version_info = {3006, 0};

inline constexpr std::array<int, 3> python_version = {3, 11, 2};
inline constexpr std::string_view python_release_level = "final";
inline constexpr int python_serial = 0;

}  // namespace brine::grains
