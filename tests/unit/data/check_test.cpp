// SPDX-License-Identifier: Apache-2.0
#include "core/value/check.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <string>
#include <vector>

#include "random_values.hpp"

namespace {

using brine::Arena;
using brine::Pair;
using brine::Value;
using brine::core::check;

// {"users": [VALUE]}
std::string check_below(const Value& value) {
    const Value items[] = {value};
    const Pair pairs[] = {{"users", Value::list(items)}};
    return check(Value::map(pairs));
}

Value changed(const Value& value, const std::function<void(brine_value&)>& change) {
    brine_value raw = value.raw();
    change(raw);
    return Value(raw);
}

std::vector<Pair> numbered(Arena& arena, int count) {
    std::vector<Pair> pairs;
    for (int n = 0; n < count; ++n)
        pairs.push_back({Value::stable(arena.memory().copy("k" + std::to_string(n))), n});
    return pairs;
}

}  // namespace

TEST_CASE("sound trees have no flaw") {
    std::mt19937 random(20240120);
    for (int n = 0; n < 300; ++n) {
        Arena arena;
        CHECK(check(brine::test::random_value(arena.memory(), random, n % 6)).empty());
    }
    Arena arena;
    const std::vector<Pair> pairs = numbered(arena, 100);
    CHECK(check(Value::map(pairs)).empty());
    CHECK(check(brine::copy(arena.memory(), Value::map(pairs))).empty());
    CHECK(check(Value::stable("")).empty());
    CHECK(check(Value::stable_bytes("\xFF")).empty());
    CHECK(check(Value("x").as_secret()).empty());
}

TEST_CASE("flaws are named with their path") {
    CHECK(check(changed(1, [](auto& raw) { raw.type = 77; })) == "the type 77 is unknown");
    CHECK(check_below(changed(1, [](auto& raw) { raw.type = 77; })) ==
          "at users:0: the type 77 is unknown");
    CHECK(check_below(changed(1, [](auto& raw) { raw.zero = 1; })) ==
          "at users:0: the field 'zero' is not 0");
    CHECK(check_below(changed(1, [](auto& raw) { raw.size = 1; })) ==
          "at users:0: an int has a size");
    CHECK(check_below(changed(nullptr, [](auto& raw) { raw.as.u = 1; })) ==
          "at users:0: a nil has content");
    CHECK(check_below(changed(true, [](auto& raw) { raw.as.u = 2; })) ==
          "at users:0: a bool is neither 0 nor 1");
    CHECK(check_below(changed(UINT64_MAX, [](auto& raw) { raw.as.u = 5; })) ==
          "at users:0: a uint is small enough for an int");
    CHECK(check_below("\xFF") == "at users:0: not UTF-8");
    CHECK(check_below(std::string_view("gone")) == "at users:0: a str is short-lived");
    CHECK(check_below(changed("abc", [](auto& raw) { raw.as.bytes = nullptr; })) ==
          "at users:0: a str of size 3 points to NULL");
    CHECK(check_below(changed(Value::list({}), [](auto& raw) { raw.size = 2; })) ==
          "at users:0: a list of size 2 points to NULL");
}

TEST_CASE("keys are scalar and unique") {
    const Pair list_key[] = {{"a", 1}, {Value::list({}), 2}};
    CHECK(check_below(Value::map(list_key)) == "at users:0:(key 1): a list cannot be a key");
    const Pair twice[] = {{"a", 1}, {"b", 2}, {"a", 3}};
    CHECK(check_below(Value::map(twice)) == "at users:0: the key 'a' is there twice");
    const Pair bad_key[] = {{"\xFF", 1}};
    CHECK(check_below(Value::map(bad_key)) == "at users:0:(key 0): not UTF-8");
    const Pair types[] = {{1, 1}, {1.0, 2}, {true, 3}, {"1", 4}, {nullptr, 5}};
    CHECK(check_below(Value::map(types)).empty());
    Arena arena;
    std::vector<Pair> many = numbered(arena, 100);
    many.push_back({"k33", 0});
    CHECK(check(Value::map(many)) == "the key 'k33' is there twice");
}

TEST_CASE("an index finds every key") {
    Arena arena;
    const Value map = brine::copy(arena.memory(), Value::map(numbered(arena, 40)));
    REQUIRE(check(map).empty());
    auto* slots = const_cast<std::uint32_t*>(
        reinterpret_cast<const std::uint32_t*>(map.raw().as.pairs + map.size()));
    const std::uint32_t count = brine_index_slots(map.raw().size);

    SECTION("a slot too few") {
        *std::find_if(slots, slots + count, [](std::uint32_t slot) { return slot != 0; }) = 0;
        CHECK(check(map) == "the index has not one slot per pair");
    }
    SECTION("a slot that points nowhere") {
        *std::find_if(slots, slots + count, [](std::uint32_t slot) { return slot != 0; }) = 1000;
        CHECK(check(map) == "the index points behind the pairs");
    }
    SECTION("every slot taken") {
        std::fill(slots, slots + count, 1U);
        CHECK(check(map) == "the index has not one slot per pair");
    }
    SECTION("slots of other keys") {
        std::reverse(slots, slots + count);
        CHECK(check(map).find("is there twice or not in the index") != std::string::npos);
    }
}

TEST_CASE("size and depth are limited") {
    brine_value loop = brine_list(nullptr, 1);
    loop.as.items = &loop;
    CHECK(check(Value(loop)).find("the tree is deeper than 512 levels") != std::string::npos);
    const Value items[] = {1, 2, 3};
    CHECK(check(Value::list(items), {.nodes = 3}) == "at 2: the tree has more than 3 nodes");
    CHECK(check(Value::list(items), {.depth = 0}) == "the tree is deeper than 0 levels");
}
