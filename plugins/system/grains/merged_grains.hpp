// SPDX-License-Identifier: Apache-2.0
//
// The grains as everyone sees them: those of functions of kind "grain" and "grains", and over
// them those of the grains file and of the option `grains`. Later ones replace earlier ones, or
// are merged into them when the option `grains_deep_merge` is true. The option
// `grains_blacklist`, a list of globs, hides names of all but the option.
#pragma once

#include <brine/sdk.hpp>

#include <optional>
#include <string_view>

namespace brine::grains {

// One grain, without computing others. Error when its function fails.
[[nodiscard]] std::optional<Value> find_grain(Call& call, std::string_view name);

// All grains, computed once per run. Functions that fail are logged and left out.
[[nodiscard]] Value all_grains(Call& call);

// A part of a grain: "dns:nameservers:0" with ':' as the delimiter.
[[nodiscard]] std::optional<Value> find_grain_part(Call& call, std::string_view path,
                                                   std::string_view delimiter);

// Makes all_grains() read everything again that can change within a run.
void forget_merged_grains(Call& call);

}  // namespace brine::grains
