// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/build.hpp>

#include <string_view>

namespace brine::grains {

// The choice that formulas make by a grain. `grain` is its value (nil when there is none): the
// first entry of `table` whose key, a glob, matches it is taken; of a list the first item that
// has such an entry. Without one it is the entry `fallback`, or nil. The entry `base` lies below
// it, `over` above it, both merged as maps. Throws Error when what is to be merged is no map.
[[nodiscard]] Value filter_by(Memory memory, const Value& table, const Value* grain,
                              const Value& over, const Value& fallback, const Value& base);

}  // namespace brine::grains
