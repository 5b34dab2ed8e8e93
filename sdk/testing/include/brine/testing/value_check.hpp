// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/value.hpp>

#include <string>

namespace brine::testing {

// What is wrong with a tree by the rules of <brine/abi.h>, with the path to it ("at users:[2]: a
// str that is not UTF-8"), or an empty string: types, sizes, the zero member, UTF-8, keys that are
// scalars and unique, a hash index that finds every pair, depth. Looks at every node; a pointer
// that leads nowhere cannot be told. Any thread.
[[nodiscard]] std::string flaw_of(const Value& value);

}  // namespace brine::testing
