// SPDX-License-Identifier: Apache-2.0
#include <brine/testing.hpp>

#include <catch2/catch.hpp>

#include <sstream>
#include <string>
#include <vector>

using namespace brine::testing;
using brine::Value;
using Catch::Matchers::Contains;

namespace {

std::string printed(const Value& value) {
    std::ostringstream out;
    out << value;
    return out.str();
}

}  // namespace

TEST_CASE("literals own their trees", "[literal]") {
    const Literal tree = [] {
        const std::string text = "a text too long for any small buffer of a string";
        return map({{"text", text}, {"list", list({1, 2.5, nullptr, true, text})}});
    }();
    const Literal copied = tree;
    CHECK(copied["text"] == "a text too long for any small buffer of a string");
    CHECK(copied["list"].items()[1] == 2.5);
    CHECK(copied == tree);
    CHECK(flaw_of(copied).empty());
    CHECK_THROWS_AS(map({{"a", 1}, {"a", 2}}), Failure);
}

TEST_CASE("literals can be written as JSON", "[literal]") {
    CHECK(R"([1, "a", null, {"b": false}])"_value == list({1, "a", nullptr, map({{"b", false}})}));
    CHECK_THROWS_WITH("{"_value, Contains("_value literal:1:"));
}

TEST_CASE("values are printed for people", "[literal]") {
    CHECK(printed(map({{"a", list({1, "1", nullptr, false})}})) == "{'a': [1, '1', None, False]}");
    CHECK(printed("text") == "'text'");
    CHECK(printed(Value("hidden").as_secret()) == "********");
}

TEST_CASE("a flaw of a value is found wherever it is", "[literal]") {
    CHECK(flaw_of(R"({"a": [1, {"b": "c"}], "d": -1.5})"_value).empty());

    brine_value odd_bool = brine_bool(1);
    odd_bool.as.i = 2;
    CHECK(flaw_of(map({{"a", list({0, Value(odd_bool)})}})) ==
          "at a:[1]: a bool that is neither 0 nor 1");
    brine_value sized = brine_int(1);
    sized.size = 3;
    CHECK_THAT(flaw_of(Value(sized)), Contains("an int with a size"));
    brine_value small = brine_int(1);
    small.type = BRINE_UINT;
    CHECK_THAT(flaw_of(Value(small)), Contains("fits an int"));
    CHECK_THAT(flaw_of(Value(brine_str(nullptr, 3))), Contains("without content"));
    CHECK_THAT(flaw_of(Value::stable("\xc0\x80")), Contains("not UTF-8"));
    CHECK(flaw_of(Value::stable_bytes("\xc0\x80")).empty());
}

TEST_CASE("a hash index that misses a key is a flaw", "[literal]") {
    brine::Arena arena;
    brine::Map map(arena.memory());
    for (int n = 0; n < 40; ++n) map.add(n, n);
    const Value indexed = map.value();
    CHECK(flaw_of(indexed).empty());
    auto* slots = const_cast<std::uint32_t*>(
        reinterpret_cast<const std::uint32_t*>(indexed.raw().as.pairs + indexed.size()));
    std::fill_n(slots, brine_index_slots(40), 0U);
    CHECK_THAT(flaw_of(indexed), Contains("a hash index that misses it"));
}

TEST_CASE("a tree that is nested too deeply is a flaw", "[literal]") {
    std::vector<Value> levels(600);
    for (std::size_t n = 1; n < levels.size(); ++n) levels[n] = Value::list({&levels[n - 1], 1});
    CHECK_THAT(flaw_of(levels.back()), Contains("more than 512 levels deep"));
}
