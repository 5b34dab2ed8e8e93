// SPDX-License-Identifier: Apache-2.0
#include "nested.hpp"
#include "key_list.hpp"
#include "plain.hpp"
#include "secrets.hpp"
#include "serialized.hpp"

#include "json_data.hpp"

#include <catch2/catch.hpp>

namespace brine::output {
namespace {

std::string shown(std::string_view json, const Settings& settings = {}) {
    return nested(JsonData(json).value(), settings);
}

Settings colored() {
    Settings settings;
    settings.palette = Palette::standard();
    return settings;
}

TEST_CASE("nested data are indented by four") {
    CHECK(shown(R"({"local": {"b": 1, "a": [1, {"x": 2}, [3, [4]], "two\nlines"], "n": null,
                              "e": {}, "l": [], "s": ""}})") ==
          "local:\n"
          "    ----------\n"
          "    a:\n"
          "        - 1\n"
          "        |_\n"
          "          ----------\n"
          "          x:\n"
          "              2\n"
          "        |_\n"
          "          - 3\n"
          "          |_\n"
          "            - 4\n"
          "        - two\n"
          "          lines\n"
          "    b:\n"
          "        1\n"
          "    e:\n"
          "        ----------\n"
          "    l:\n"
          "    n:\n"
          "        None\n"
          "    s:");
    CHECK(shown("1.5") == "1.5");
    CHECK(shown("\"\"").empty());
}

TEST_CASE("keys are sorted by value, or by text when they do not compare") {
    Arena arena;
    Map numbers(arena.memory());
    numbers.set(10, "b").set(9, "a");
    CHECK(nested(numbers.value(), {}) == "9:\n    a\n10:\n    b");
    numbers.set("1", "c");
    CHECK(nested(numbers.value(), {}) == "1:\n    c\n10:\n    b\n9:\n    a");
}

TEST_CASE("colors tell structure, text and constants apart") {
    CHECK(shown(R"({"a": ["x", true]})", colored()) ==
          "\033[0;36ma\033[0;0m:\n"
          "    \033[0;32m- x\033[0;0m\n"
          "    \033[0;1;33m- True\033[0;0m");
    Settings failed = colored();
    failed.failed = true;
    CHECK(shown(R"({"a": 1})", failed) == "\033[0;31ma\033[0;0m:\n    \033[0;1;33m1\033[0;0m");
}

TEST_CASE("escape sequences in data are made harmless unless they are wanted") {
    CHECK(shown("\"a\\u001b[31m\"") == "a?[31m");
    Settings raw;
    raw.strip_escapes = false;
    CHECK(shown("\"a\\u001b[31m\"", raw) == "a\033[31m");
}

TEST_CASE("secrets are stars in every outputter") {
    Arena arena;
    Map map(arena.memory());
    map.set("password", Value("hunter2").as_secret()).set("user", "u");
    const Value data = map.value();
    CHECK(nested(data, {}) == "password:\n    ********\nuser:\n    u");
    CHECK(txt(data) == "password: ********\nuser: u\n");
    CHECK(newline_values_only(data) == "********\nu\n");
    CHECK(json_text(without_secrets(data, arena.memory()), -1, true) ==
          R"({"password": "********", "user": "u"})");
    const Value open = Value("x");
    CHECK(without_secrets(open, arena.memory()).raw().as.bytes == open.raw().as.bytes);
}

TEST_CASE("bytes are shown when they are text") {
    CHECK(nested(Value::stable_bytes("abc"), {}) == "abc");
    CHECK(nested(Value::stable_bytes("\xFF\xFE"), {}).empty());
}

TEST_CASE("palettes follow themes and single colors") {
    Palette palette = Palette::standard();
    palette.apply_theme(JsonData(R"({"CYAN": "1;36", "OTHER": 1})").value());
    CHECK(palette[Color::cyan] == "\033[1;36m");
    palette.use_only("RED");
    CHECK(palette.paint(Color::green, "x") == "\033[0;31mx\033[0;0m");
    CHECK(Palette().paint(Color::green, "x") == "x");
}

TEST_CASE("plain outputters") {
    CHECK(txt(JsonData(R"({"local": "a\nb", "other": [1]})").value()) ==
          "local: a\nlocal: b\nother: [1]\n");
    CHECK(newline_values_only(JsonData(R"({"a": [1, "x"], "b": null})").value()) == "1\nx\nNone\n");
    CHECK_THROWS_AS(newline_values_only(Value(1)), BadArgument);
    CHECK(no_return(JsonData(R"({"web": "no answer"})").value(), {}) == "web:\n    no answer\n");
    CHECK(key_list(JsonData(R"({"minions": ["b", "a"], "minions_pre": []})").value(), {}, 0) ==
          "Accepted Keys:\na\nb\nUnaccepted Keys:\n");
    CHECK(key_list(JsonData(R"({"minions": {"a": "12:34"}})").value(), {}, 4) ==
          "    Accepted Keys:\n    a:  12:34\n");
    CHECK_THROWS_AS(key_list(JsonData(R"({"x": []})").value(), {}, 0), BadArgument);
}

TEST_CASE("output_indent decides the layout of JSON and YAML") {
    const JsonData data(R"({"b": [1, "\u00fc"], "a": {}})");
    CHECK(json_text(data.value(), {}, false) ==
          "{\n    \"b\": [\n        1,\n        \"\xC3\xBC\"\n    ],\n    \"a\": {}\n}");
    CHECK(json_text(data.value(), {}, true) == "{\"b\": [1, \"\xC3\xBC\"], \"a\": {}}");
    CHECK(json_text(data.value(), -1, true) == "{\"b\": [1, \"\xC3\xBC\"], \"a\": {}}");
    CHECK(json_text(data.value(), 0, true) == "{\n\"b\": [\n1,\n\"\xC3\xBC\"\n],\n\"a\": {}\n}");
    CHECK(json_text(data.value(), "pretty", true).starts_with("{\n    \"a\": {},"));
    CHECK_THROWS_AS(json_text(data.value(), "wide", true), Error);
    CHECK(yaml_text(data.value(), {}) == "a: {}\nb:\n- 1\n- \xC3\xBC\n");
    CHECK(yaml_text(data.value(), -1) == "{a: {}, b: [1, \xC3\xBC]}\n");
    CHECK_THROWS_AS(yaml_text(data.value(), "wide"), Error);
}

}  // namespace
}  // namespace brine::output
