// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/call.hpp>

#include <optional>
#include <string_view>

namespace brine::cmd {

// The level at which output is logged; nothing for "quiet". An unknown name is reported in the
// log and means "info".
[[nodiscard]] std::optional<Level> output_level(Call& call, std::string_view name);

}  // namespace brine::cmd
