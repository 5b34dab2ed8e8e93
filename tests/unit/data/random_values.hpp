// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/build.hpp>

#include <random>

namespace brine::test {

/// A tree of up to `depth` levels whose texts are hard to quote and to break into lines. Keys are
/// text. The same for the same state of `random` everywhere.
Value random_value(Memory memory, std::mt19937& random, int depth);

}  // namespace brine::test
