// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings.hpp"

namespace brine::output {

// The nested display of any data: keys and list items on lines of their own, indented by four,
// map keys in sorted order. Without a newline at the end.
[[nodiscard]] std::string nested(const Value& data, const Settings& settings);

// ESC becomes '?', so that data cannot drive the terminal.
[[nodiscard]] std::string without_escapes(std::string_view text);

}  // namespace brine::output
