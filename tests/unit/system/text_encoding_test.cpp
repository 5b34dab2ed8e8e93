// SPDX-License-Identifier: Apache-2.0
#include "file/text_encoding.hpp"

#include <brine/error.hpp>
#include <catch2/catch.hpp>

using namespace brine;
using file::encode;

TEST_CASE("text in other encodings") {
    CHECK(encode("caff\xC3\xA8\n", "latin-1", "strict") == "caff\xE8\n");
    CHECK(encode("caff\xC3\xA8", "iso8859_1", "strict") == "caff\xE8");
    CHECK(encode("\xE2\x82\xAC", "cp1252", "strict") == "\x80");
    CHECK(encode("a", "utf-8-sig", "strict") ==
          "\xEF\xBB\xBF"
          "a");
    CHECK(encode("a", "UTF-16", "strict") == std::string("\xFF\xFE"
                                                         "a\0",
                                                         4));
    CHECK(encode("a", "utf_16_be", "strict") == std::string("\0a", 2));
    CHECK(encode("", "ascii", "strict").empty());
    CHECK(encode(std::string(10000, 'x'), "ascii", "strict") == std::string(10000, 'x'));
}

TEST_CASE("characters that an encoding does not have") {
    const std::string text = "1 \xE2\x82\xAC, \xC3\xA8";
    CHECK(encode(text, "ascii", "ignore") == "1 , ");
    CHECK(encode(text, "ascii", "replace") == "1 ?, ?");
    CHECK(encode(text, "ascii", "xmlcharrefreplace") == "1 &#8364;, &#232;");
    CHECK(encode(text, "ascii", "backslashreplace") == "1 \\u20ac, \\xe8");
    CHECK(encode("\xF0\x9F\x8D\xBA", "ascii", "backslashreplace") == "\\U0001f37a");
    CHECK_THROWS_WITH(encode(text, "ascii", "strict"),
                      "'ascii' codec can't encode character '\\u20ac'");
    CHECK_THROWS_AS(encode(text, "ascii", "explode"), BadArgument);
    CHECK_THROWS_WITH(encode(text, "no-such-encoding", "strict"),
                      "unknown encoding: no-such-encoding");
}
