// SPDX-License-Identifier: Apache-2.0
#include "compound.hpp"

#include <brine/error.hpp>
#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace brine::state {
namespace {

// Evaluates an expression whose words "1" and "G@1" are true and all others false.
bool holds(std::string_view expression) {
    return compound_matches(expression,
                            [](std::string_view, std::string_view word) { return word == "1"; });
}

TEST_CASE("Operators bind as in Python", "[state]") {
    CHECK(holds("1"));
    CHECK_FALSE(holds("0"));
    CHECK(holds("1 or 0 and 0"));
    CHECK_FALSE(holds("( 1 or 0 ) and 0"));
    CHECK(holds("not 0 and 1"));
    CHECK_FALSE(holds("not ( 0 or 1 )"));
    CHECK(holds("1 not 0"));
    CHECK(holds("not not 1"));
}

TEST_CASE("What is not well-formed matches nobody", "[state]") {
    for (const char* text : {"", "1 1", "and 1", "1 and", "( 1", "1 )", "not", "( )", "1 or or 1"})
        CHECK_FALSE(holds(text));
    CHECK_FALSE(holds(std::string(5000, '(')));
    std::string deep = "1";
    for (int n = 0; n < 5000; ++n) deep = "( " + deep + " )";
    CHECK_FALSE(holds(deep));
}

TEST_CASE("A letter chooses the kind of a word", "[state]") {
    std::vector<std::string> asked;
    const auto note = [&](std::string_view kind, std::string_view pattern) {
        asked.push_back(std::string(kind) + ' ' + std::string(pattern));
        return true;
    };
    CHECK(compound_matches("G@os:Debian and E@web-[0-9] and db-* and I@a:b", note));
    CHECK(asked ==
          std::vector<std::string>{"grain os:Debian", "pcre web-[0-9]", "glob db-*", "pillar a:b"});
    CHECK_THROWS_AS(compound_matches("X@y", note), Error);
}

}  // namespace
}  // namespace brine::state
