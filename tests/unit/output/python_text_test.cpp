// SPDX-License-Identifier: Apache-2.0
#include "python_text.hpp"

#include "json_data.hpp"
#include "pretty_print.hpp"
#include "python_format.hpp"
#include "text_wrap.hpp"

#include <catch2/catch.hpp>

namespace brine::output {
namespace {

TEST_CASE("floats have the shortest digits that read back") {
    CHECK(repr(0.1) == "0.1");
    CHECK(repr(100000.0) == "100000.0");
    CHECK(repr(123456789.125) == "123456789.125");
    CHECK(repr(1e15) == "1000000000000000.0");
    CHECK(repr(1e16) == "1e+16");
    CHECK(repr(0.0001) == "0.0001");
    CHECK(repr(0.00001) == "1e-05");
    CHECK(repr(-0.0) == "-0.0");
    CHECK(repr(-1.5) == "-1.5");
}

TEST_CASE("values are written as Python writes them") {
    CHECK(to_str(JsonData(R"({"a": [1, null, true], "b": "x'y"})").value()) ==
          R"({'a': [1, None, True], 'b': "x'y"})");
    CHECK(repr(Value("a\n\t\x1b\xC2\xA0\xE2\x80\x8B\\'\"")) == R"('a\n\t\x1b\xa0\u200b\\\'"')");
    CHECK(repr(Value::stable_bytes("a\xFF'")) == R"(b"a\xff'")");
    CHECK(to_str(Value("plain")) == "plain");
    CHECK(to_str(Value("hidden").as_secret()) == "********");
}

TEST_CASE("lines end as in Python") {
    using Lines = std::vector<std::string_view>;
    CHECK(split_lines("a\r\nb\vc\x1c"
                      "d\n",
                      false) == Lines{"a", "b", "c", "d"});
    CHECK(split_lines("a\xE2\x80\xA8"
                      "b\xC2\x85",
                      true) == Lines{"a\xE2\x80\xA8", "b\xC2\x85"});
    CHECK(split_lines("", false).empty());
    CHECK(split_lines("\n\n", false) == Lines{"", ""});
}

TEST_CASE("white space is stripped, also what is not ASCII") {
    CHECK(strip(" \xC2\xA0x y\n\x1f") == "x y");
    CHECK(strip_right("x\xE3\x80\x80") == "x");
    CHECK(strip(" \n").empty());
    CHECK(strip_right("\xFF\x80") == "\xFF\x80");
}

TEST_CASE("fields of formats are laid out") {
    const auto field = [](std::string_view name) -> Value {
        return name == "n" ? Value(1.5) : Value("text");
    };
    CHECK(format_fields("{a:>6}|{a:<6}|{a:*^8.2}|{n:>5}|{n!s:5}|{a!r}|{{}}", field) ==
          "  text|text  |***te***|  1.5|1.5  |'text'|{}");
    CHECK_THROWS_AS(format_fields("{a", field), Error);
    CHECK_THROWS_AS(format_fields("a}", field), Error);
    CHECK_THROWS_AS(format_fields("{a!x}", field), Error);
    CHECK_THROWS_AS(format_fields("{a:08x}", field), Error);
}

TEST_CASE("pretty printing breaks what does not fit into 80 columns") {
    CHECK(pretty_print(JsonData(R"({"b": 1, "a": [1, 2]})").value()) == "{'a': [1, 2], 'b': 1}");
    const std::string wide(70, 'x');
    CHECK(pretty_print(JsonData("{\"key\": [\"" + wide + "\", 1], \"z\": 2}").value()) ==
          "{'key': ['" + wide + "',\n         1],\n 'z': 2}");
    std::string words;
    for (int n = 0; n < 30; ++n) words += "word ";
    CHECK(pretty_print(Value(words)) ==
          "('word word word word word word word word word word word word word word word '\n"
          " 'word word word word word word word word word word word word word word word ')");
}

TEST_CASE("text is filled to a width") {
    CHECK(fill("one two\tthree\nfour", 12, 2) == "  one two\n  three four");
    CHECK(fill("a well-known thing", 9, 0) == "a well-\nknown\nthing");
    CHECK(fill("abcdefghij", 4, 0) == "abcd\nefgh\nij");
    CHECK(fill("wait--what", 7, 0) == "wait--\nwhat");
    CHECK(fill("", 10, 2).empty());
}

}  // namespace
}  // namespace brine::output
