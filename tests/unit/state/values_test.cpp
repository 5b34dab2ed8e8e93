// SPDX-License-Identifier: Apache-2.0
#include "values.hpp"

#include <brine/testing.hpp>
#include <catch2/catch.hpp>

namespace brine::state {
namespace {

using namespace testing::literals;

TEST_CASE("Names are split at commas, lists are taken as they are", "[state]") {
    CHECK(split_names("a, b,c") == std::vector<std::string>{"a", "b", "c"});
    CHECK(split_names(R"(["a,b", 5])"_value) == std::vector<std::string>{"a,b", "5"});
    CHECK(split_names(7) == std::vector<std::string>{"7"});
}

TEST_CASE("Merging goes into maps and replaces everything else", "[state]") {
    Arena arena;
    const auto base = R"({"a": {"b": 1, "c": [1, 2]}, "d": 4})"_value;
    const auto over = R"({"a": {"c": [3]}, "d": {"e": 5}, "f": null})"_value;
    CHECK(merged(arena.memory(), base, over) ==
          R"({"a": {"b": 1, "c": [3]}, "d": {"e": 5}, "f": null})"_value);
}

TEST_CASE("A path leads through maps and lists", "[state]") {
    const auto data = R"({"a": [{"b": 1}, "x"], "5": "text", "n": {"m": [10, 20]}})"_value;
    CHECK(traverse(data, "a:b") == Value(1));
    CHECK(traverse(data, "a:1") == Value("x"));
    CHECK(traverse(data, "n:m:-1") == Value(20));
    CHECK(traverse(data, "n:m:2").is_nil());
    CHECK(traverse(data, "n:m:x").is_nil());
    CHECK(traverse(data, "5:deeper").is_nil());
}

TEST_CASE("A number in a path also finds a key that is a number", "[state]") {
    Arena arena;
    const Value map = entry(arena.memory(), 80, "http");
    CHECK(traverse(map, "80") == Value("http"));
}

}  // namespace
}  // namespace brine::state
