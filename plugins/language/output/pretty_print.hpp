// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/value.hpp>

#include <cstddef>
#include <string>

namespace brine::output {

// Python's pprint.pformat(value, indent=indent): repr() on one line where it fits into 80
// columns, else one item per line and long text as adjacent literals; map keys sorted.
[[nodiscard]] std::string pretty_print(const Value& value, std::size_t indent = 1);

}  // namespace brine::output
