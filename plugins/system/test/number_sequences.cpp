// SPDX-License-Identifier: Apache-2.0
#include "number_sequences.hpp"

#include <brine/error.hpp>

#include <string>

namespace brine::test_module {

std::uint64_t fibonacci(std::int64_t position) {
    constexpr std::int64_t last_of_64_bits = 93;
    if (position < 0) throw BadArgument("Negative number is not allowed!");
    if (position > last_of_64_bits)
        throw BadArgument("'num' must be at most " + std::to_string(last_of_64_bits) +
                          ": larger Fibonacci numbers need more than 64 bits");
    std::uint64_t previous = 1;
    std::uint64_t current = 0;
    for (std::int64_t n = 0; n < position; ++n) {
        const std::uint64_t next = previous + current;
        previous = current;
        current = next;
    }
    return current;
}

std::vector<std::int64_t> collatz(std::int64_t start) {
    constexpr std::int64_t largest = std::int64_t{1} << 53;
    if (start < 1) throw BadArgument("'start' must be 1 or more, not " + std::to_string(start));
    std::vector<std::int64_t> steps;
    for (std::int64_t number = start; number != 1;) {
        if (number > (largest - 1) / 3)
            throw BadArgument("the sequence of " + std::to_string(start) + " grows too large");
        steps.push_back(number);
        number = number % 2 == 0 ? number / 2 : number * 3 + 1;
    }
    return steps;
}

}  // namespace brine::test_module
