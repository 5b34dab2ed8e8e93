// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/build.hpp>

#include <optional>
#include <string_view>

namespace brine::cmd {

// The JSON document in `text` as a value in `memory`; nothing when it is none. The last of equal
// keys wins.
[[nodiscard]] std::optional<Value> parse_json(Memory memory, std::string_view text);

}  // namespace brine::cmd
