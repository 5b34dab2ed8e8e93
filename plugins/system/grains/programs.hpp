// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace brine::grains {

// The path of a program in PATH or in the usual directories behind it, as Salt finds programs.
[[nodiscard]] std::optional<std::string> find_program(std::string_view name);

}  // namespace brine::grains
