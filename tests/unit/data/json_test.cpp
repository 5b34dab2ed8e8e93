// SPDX-License-Identifier: Apache-2.0
#include <brine/format.hpp>
#include <brine/support/json.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "canonical.hpp"
#include "random_values.hpp"
#include "support/python_oracle.hpp"

namespace {

using brine::Arena;
using brine::Value;
using brine::support::test::ask_python;
using brine::support::test::from_hex;
using brine::support::test::to_hex;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
namespace json = brine::support::json;

std::string load(std::string_view text) {
    Arena arena;
    return brine::to_text(json::load(arena.memory(), text));
}

std::string refusal(std::string_view text) {
    Arena arena;
    try {
        json::load(arena.memory(), text, "data.json");
        return "accepted";
    } catch (const json::Error& error) {
        return error.what();
    }
}

std::string dump_refusal(const Value& value) {
    try {
        static_cast<void>(json::dump(value));
        return "accepted";
    } catch (const brine::Error& error) {
        return error.what();
    }
}

constexpr std::string_view oracle = R"py(
import json
for line in sys.stdin:
    value = json.loads(fields(line)[0].decode())
    print(canonical(value))
    for indent in (None, 0, 2):
        for sort in (False, True):
            for ascii in (False, True):
                print(to_hex(json.dumps(value, indent=indent, sort_keys=sort,
                                        ensure_ascii=ascii).encode()))
)py";

}  // namespace

TEST_CASE("JSON values") {
    CHECK(load("null") == "None");
    CHECK(load(" [true, false, 1, -2, 1.5, \"a\", {}, []]\n") ==
          "[True, False, 1, -2, 1.5, 'a', {}, []]");
    CHECK(load(R"({"z": 1, "a": {"b": [2]}})") == "{'z': 1, 'a': {'b': [2]}}");
    CHECK(load(R"({"a": 1, "b": 2, "a": 3})") == "{'a': 3, 'b': 2}");
    CHECK(load(R"("\u00e9\ud83c\udf7a\n")") == "\u00e9\U0001F37A\n");
    CHECK(load("18446744073709551615") == "18446744073709551615");
    CHECK(load("-9223372036854775808") == "-9223372036854775808");
    CHECK(load("1e3") == "1000.0");
    CHECK(load("\xEF\xBB\xBF[1]") == "[1]");
}

TEST_CASE("a large object keeps its order and the last of equal keys") {
    std::string text = "{";
    for (int n = 0; n < 100; ++n)
        text += "\"k" + std::to_string(n) + "\": " + std::to_string(n) + ", ";
    Arena arena;
    const Value value = json::load(arena.memory(), text + "\"k50\": \"last\"}");
    REQUIRE(value.size() == 100);
    CHECK(value.pairs()[50].key == "k50");
    CHECK(value["k50"] == "last");
    CHECK(value["k99"] == 99);
}

TEST_CASE("what is no JSON is refused with its place") {
    CHECK_THAT(refusal("{\n  \"a\": tru\n}"), StartsWith("data.json:2:"));
    CHECK_THAT(refusal("[1,\n2,,3]"), StartsWith("data.json:2:3: "));
    CHECK_THAT(refusal(""), StartsWith("data.json:1:1: "));
    for (const char* text : {"[1", "{\"a\"}", "'a'", "[1,]", "nul", "NaN", "[1] 2", "// x\n1",
                             "\"\xFF\"", "\"\\q\"", "\"\n\"", "01", "+1", ".5", "\"\\ud800\""}) {
        INFO(text);
        CHECK_THAT(refusal(text), StartsWith("data.json:1:"));
    }
    CHECK_THAT(
        refusal("[1,\n 18446744073709551616]"),
        Contains("data.json:2:2: the integer 18446744073709551616 does not fit into 64 bits"));
    CHECK_THAT(refusal("-9223372036854775809"), Contains("does not fit"));
    CHECK_THAT(refusal("1e999"), Contains("1"));
    CHECK_THAT(refusal(std::string(100000, '[')),
               StartsWith("data.json:1:513: nested more than 512"));
    CHECK_THAT(refusal("[\"[[[\", " + std::string(512, '[')),
               StartsWith("data.json:1:520: nested more than 512"));
    try {
        Arena arena;
        json::load(arena.memory(), "\n x", "s");
        FAIL("accepted");
    } catch (const json::Error& error) {
        CHECK(error.source() == "s");
        CHECK(error.line() == 2);
        CHECK(error.column() == 2);
    }
}

TEST_CASE("values as JSON") {
    Arena arena;
    brine::Map map(arena.memory());
    map.add("b", nullptr).add(1, true).add(nullptr, 1.5).add(true, "x").add(2.5, UINT64_MAX);
    CHECK(json::dump(map.value()) ==
          R"({"b": null, "1": true, "null": 1.5, "true": "x", "2.5": 18446744073709551615})");
    CHECK(json::dump(Value::stable_bytes("\xC3\xA9")) == "\"\\u00e9\"");
    CHECK(json::dump("\x7F\xC3\xA9", -1, false, false) == "\"\x7F\xC3\xA9\"");
    CHECK(json::dump(std::nan("")) == "NaN");
    CHECK(json::dump(-std::numeric_limits<double>::infinity()) == "-Infinity");
    CHECK(json::dump(Value("secret").as_secret()) == "\"secret\"");
    CHECK(json::dump(Value::map({}), 2) == "{}");
}

TEST_CASE("what JSON cannot express is refused with its path") {
    Arena arena;
    const auto entry = [&](const Value& value) {
        const Value items[] = {1, value};
        return brine::Map(arena.memory())
            .add("a", brine::copy(arena.memory(), Value::list(items)))
            .value();
    };
    CHECK(dump_refusal(entry("\xFF")) == "JSON: 'a:1' is not UTF-8");
    CHECK(dump_refusal(entry(Value::stable_bytes("\x80"))) == "JSON: 'a:1' is not UTF-8");
    CHECK(dump_refusal(brine::Map(arena.memory()).add(Value::list({}), 1).value()) ==
          "JSON: the value has a list as a key");
    Value deep = 1;
    for (int n = 0; n < 600; ++n) {
        const Value items[] = {deep};
        Value* room = arena.memory().array<Value>(1);
        room[0] = items[0];
        deep = Value::list({room, 1});
    }
    CHECK_THAT(dump_refusal(deep), Contains("is nested more than 512 levels deep"));
}

TEST_CASE("JSON is read and written as by Python") {
    std::mt19937 random(20240118);
    Arena arena;
    std::vector<Value> values;
    std::vector<std::string> lines;
    for (int n = 0; n < 1000; ++n) {
        values.push_back(brine::test::random_value(arena.memory(), random, n % 6));
        lines.push_back(to_hex(json::dump(values.back())));
    }
    const std::vector<std::string> theirs =
        ask_python(std::string(brine::test::canonical_in_python).append(oracle), lines);
    REQUIRE(theirs.size() == values.size() * 13);
    std::size_t at = 0;
    for (const Value& value : values) {
        const Value loaded = json::load(arena.memory(), json::dump(value));
        CHECK(brine::test::canonical(loaded) == brine::test::canonical(value));
        CHECK(brine::test::canonical(loaded) == theirs[at++]);
        for (const int indent : {-1, 0, 2})
            for (const bool sort : {false, true})
                for (const bool ascii : {false, true})
                    CHECK(json::dump(value, indent, sort, ascii) == from_hex(theirs[at++]));
    }
}
