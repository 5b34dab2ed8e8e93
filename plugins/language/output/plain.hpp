// SPDX-License-Identifier: Apache-2.0
//
// The outputters without a layout of their own.
#pragma once

#include "settings.hpp"

#include <string>

namespace brine::output {

// "key: line" for every line of every value of a map; other data as it is.
[[nodiscard]] std::string txt(const Value& data);

// The values of a map, or the items of those that are lists, a line each. BadArgument for data
// that is no map.
[[nodiscard]] std::string newline_values_only(const Value& data);

// Minions that did not answer: keys with the text below them, indented by four.
[[nodiscard]] std::string no_return(const Value& data, const Settings& settings);

}  // namespace brine::output
