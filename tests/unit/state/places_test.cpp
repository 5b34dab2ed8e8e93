// SPDX-License-Identifier: Apache-2.0
#include "places.hpp"

#include <catch2/catch.hpp>

namespace brine::state {
namespace {

TEST_CASE("The line of an ID is found however it is written", "[state]") {
    const std::string text =
        "# plain: no\ninclude: [x]\n\nextend:\n  plain:\n    test: []\nplain :\n  test.nop: []\n"
        "'quoted':\n  test.nop: []\n\"double\": test.nop\n";
    CHECK(declaration_line(text, "plain") == 7);
    CHECK(declaration_line(text, "quoted") == 9);
    CHECK(declaration_line(text, "double") == 11);
    CHECK(declaration_line(text, "test.nop") == 8);
}

TEST_CASE("An ID that is not in the text has no line", "[state]") {
    CHECK(declaration_line("plain_long:\n", "plain") == 0);
    CHECK(declaration_line("'plain:\n", "plain") == 0);
    CHECK(declaration_line("", "plain") == 0);
    CHECK(declaration_line("a: b\n", "") == 0);
}

TEST_CASE("A place names the file, with or without a line", "[state]") {
    Places places;
    CHECK(places.of("base", "web", "x").empty());
    places.add("base", "web", "/nonexistent/web.sls");
    CHECK(places.of("base", "web", "x") == " (in /nonexistent/web.sls)");
    CHECK(places.of("dev", "web", "x").empty());
}

}  // namespace
}  // namespace brine::state
