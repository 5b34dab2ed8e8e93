// SPDX-License-Identifier: Apache-2.0
//
// Whether a tree that a plugin handed over keeps the rules of <brine/abi.h>.
#pragma once

#include <brine/build.hpp>

#include <cstddef>
#include <string>

namespace brine::core {

struct CheckLimits {
    int depth = max_depth;                     // levels of lists and maps
    std::size_t nodes = std::size_t{1} << 26;  // keys and values, shared ones each time
};

/// What is wrong with the tree, with the path of the place ("at users:0:name: not UTF-8"), or ""
/// when nothing is. Checked are known types, the zero field, sizes and pointers that go together,
/// text that is UTF-8 and not short-lived, map keys that are scalar and unique, indexes that find
/// every key, and the limits; a circle shows as too deep. Pointers are followed: that they lead
/// to readable memory is up to the plugin.
[[nodiscard]] std::string check(const Value& value, const CheckLimits& limits = {});

}  // namespace brine::core
