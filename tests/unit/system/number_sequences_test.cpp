// SPDX-License-Identifier: Apache-2.0
#include "test/number_sequences.hpp"

#include <brine/error.hpp>
#include <catch2/catch.hpp>

using brine::BadArgument;
using brine::test_module::collatz;
using brine::test_module::fibonacci;

TEST_CASE("Fibonacci numbers up to 64 bits") {
    CHECK(fibonacci(0) == 0);
    CHECK(fibonacci(1) == 1);
    CHECK(fibonacci(2) == 1);
    CHECK(fibonacci(10) == 55);
    CHECK(fibonacci(93) == 12200160415121876738ULL);
    CHECK_THROWS_AS(fibonacci(94), BadArgument);
    CHECK_THROWS_AS(fibonacci(-1), BadArgument);
}

TEST_CASE("Collatz sequences end before one") {
    CHECK(collatz(1).empty());
    CHECK(collatz(3) == std::vector<std::int64_t>{3, 10, 5, 16, 8, 4, 2});
    CHECK_THROWS_AS(collatz(0), BadArgument);
    CHECK_THROWS_AS(collatz(INT64_MAX), BadArgument);
}
