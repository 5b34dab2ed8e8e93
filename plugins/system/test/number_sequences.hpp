// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace brine::test_module {

// The Fibonacci number of this position, counted from fib(0) = 0. BadArgument for a negative
// position and for numbers that need more than 64 bits (from fib(94) on).
[[nodiscard]] std::uint64_t fibonacci(std::int64_t position);

// The Collatz sequence from `start` down to, but without, 1. BadArgument when `start` is below 1
// or when the sequence leaves the range in which a double counts exactly.
[[nodiscard]] std::vector<std::int64_t> collatz(std::int64_t start);

}  // namespace brine::test_module
