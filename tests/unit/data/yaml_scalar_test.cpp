// SPDX-License-Identifier: Apache-2.0
#include <brine/support/yaml.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

#include "canonical.hpp"

namespace {

using brine::Arena;
using brine::Type;
using brine::Value;
namespace yaml = brine::support::yaml;

// The value of the scalar, as the only item of a list.
Value scalar(Arena& arena, const std::string& text) {
    return yaml::load(arena.memory(), "- " + text).items()[0];
}

void check(const std::string& text, const Value& expected) {
    Arena arena;
    INFO(text);
    CHECK(brine::test::canonical(scalar(arena, text)) == brine::test::canonical(expected));
}

void check_is_text(const std::string& text) { check(text, text); }

void check_refused(const std::string& text, const std::string& reason) {
    Arena arena;
    CHECK_THROWS_WITH(scalar(arena, text), Catch::Contains(reason));
}

}  // namespace

TEST_CASE("booleans and nulls of YAML 1.1") {
    for (const char* text : {"yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"})
        check(text, true);
    for (const char* text : {"no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"})
        check(text, false);
    for (const char* text : {"~", "null", "Null", "NULL", ""}) check(text, nullptr);
    for (const char* text : {"y", "n", "Y", "N", "yES", "nuLL", "None", "nil", "truely"})
        check_is_text(text);
}

TEST_CASE("integers") {
    check("0", 0);
    check("-7", -7);
    check("+7", 7);
    check("1_000", 1000);
    check("1__0_", 10);
    check("0x1f", 31);
    check("-0x10", -16);
    check("0b1011", 11);
    check("1:30", 90);
    check("-1:30", -90);
    check("190:20:30", 685230);
    check("9223372036854775807", INT64_MAX);
    check("-9223372036854775808", INT64_MIN);
    check("18446744073709551615", UINT64_MAX);
    for (const char* text : {"_1", "0X1F", "0xfg", "0o17", "01:30", "1:60", "1-2", "0b2"})
        check_is_text(text);
}

TEST_CASE("leading zeros are dropped, as in Salt") {
    check("0644", 644);
    check("00", 0);
    check("0_1", 1);
    check("0_", 0);
    check("-0644", -420);
    check("+0644", 420);
    check_is_text("08");
    check_is_text("099");
}

TEST_CASE("integers that do not fit keep their digits") {
    check("18446744073709551616", "18446744073709551616");
    check("-9223372036854775809", "-9223372036854775809");
    check("1_000_000_000_000_000_000_000", "1000000000000000000000");
}

TEST_CASE("floats") {
    check("1.5", 1.5);
    check(".5", 0.5);
    check("3.", 3.0);
    check("-2.25", -2.25);
    check("1.0e+3", 1000.0);
    check("1_234.5_6", 1234.56);
    check("1:30.5", 90.5);
    check("1.0e+999", std::numeric_limits<double>::infinity());
    check("1.0e-999", 0.0);
    check(".inf", std::numeric_limits<double>::infinity());
    check("-.INF", -std::numeric_limits<double>::infinity());
    check(".NaN", std::nan(""));
    for (const char* text : {"1e3", "1.5e3", "1e+3", ".", "-.5", "1.2.3", "-.nan", "inf", "1:60.5"})
        check_is_text(text);
}

TEST_CASE("dates stay text") {
    for (const char* text : {"2024-01-15", "2024-01-15T10:20:30Z", "2024-01-15 10:20:30 +02:00"})
        check_is_text(text);
}

TEST_CASE("quotes keep text as text") {
    check("'yes'", "yes");
    check("\"1\"", "1");
    check("'it''s'", "it's");
    check("\"a\\tb\\x41\\u00e9\\U0001F37A\\/\\N\"",
          "a\tb"
          "A\u00e9\U0001F37A/\u0085");
    check("'a\n\n  b'", "a\nb");
    check("\"a \\\n  b\"", "a b");
    check("\"a\n  b\"", "a b");
    check("\"\\0\"", std::string("\0", 1));
    check_refused("\"\\q\"", "found unknown escape character");
    check_refused("\"\\xZZ\"", "did not find expected hexadecimal number");
    check_refused("\"\\uD800\"", "found invalid Unicode character escape code");
}

TEST_CASE("block scalars") {
    check("|\n  a\n   b\n", "a\n b\n");
    check("|-\n  a\n\n", "a");
    check("|+\n  a\n\n", "a\n\n");
    check(">\n  a\n  b\n\n  c\n    d\n  e\n", "a b\nc\n  d\ne\n");
    check(">+\n  a\n\n", "a\n\n");
    check(">-\n  a\n\n", "a");
    check("|2\n     a\n  b\n", "   a\nb\n");
    check("|\n  a\r\n  b\r\n", "a\nb\n");
    check("|", "");
}

TEST_CASE("tags") {
    check("!!str 1", "1");
    check("!!str", "");
    check("!!str null", "null");
    check("!!python/unicode 1", "1");
    check("!!timestamp 2024-01-01", "2024-01-01");
    check("!!int '12'", 12);
    check("!!int 0x1f", 31);
    check("!!float 3", 3.0);
    check("!!float '1e3'", 1000.0);
    check("!!bool 'YES'", true);
    check("!!null x", nullptr);
    check("! 5", 5);
    check("! '5'", "5");
    check("!<tag:yaml.org,2002:str> 5", "5");
    check("!!binary aGVs bG8=", Value::stable_bytes("hello"));
    check("!!binary |\n  aGVs\n  bG8=\n", Value::stable_bytes("hello"));
    check("!!binary ''", Value::stable_bytes(""));
    check_refused("!!binary aGVsbG8", "incorrect padding");
    check_refused("!!int x", "'x' is no int");
    check_refused("!!float x", "'x' is no float");
    check_refused("!!bool x", "'x' is no bool");
    check_refused("!custom 5", "could not determine a constructor for the tag '!custom'");
    check_refused("!!python/object:os.system x",
                  "the tag 'tag:yaml.org,2002:python/object:os.system'");
    check_refused("!!map x", "expected a mapping node, but found a scalar");
    check_refused("!!str [a]", "expected a scalar node, but found a sequence");
    check_refused("!!seq {a: b}", "expected a sequence node, but found a mapping");
}

TEST_CASE("tagged collections") {
    Arena arena;
    const auto load = [&](const char* text) {
        return brine::test::canonical(yaml::load(arena.memory(), text));
    };
    CHECK(load("!!set {a, b}") == load("[a, b]"));
    CHECK(load("!!omap\n- a: 1\n- b: 2\n") == load("{a: 1, b: 2}"));
    CHECK(load("!!omap {a: 1, b: 2}") == load("{a: 1, b: 2}"));
    CHECK(load("!!pairs [a: 1, a: 2]") == load("[[a, 1], [a, 2]]"));
    CHECK(load("!!seq [a]") == load("[a]"));
    CHECK(load("!!map {a: 1}") == load("{a: 1}"));
    CHECK_THROWS_WITH(load("!!pairs [a]"), Catch::Contains("expected a mapping of one entry"));
    CHECK_THROWS_WITH(load("!!omap [a: 1, a: 2]"), Catch::Contains("found conflicting ID 'a'"));
}
