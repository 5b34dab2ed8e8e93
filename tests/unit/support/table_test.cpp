// SPDX-License-Identifier: Apache-2.0
#include <brine/support/table.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>

using brine::support::Table;

TEST_CASE("columns are as wide as their widest cell", "[table]") {
    Table table({"NAME", "N", "PATH"});
    table.add({"a", "10", "/x"});
    table.add({"långt namn", "", ""});
    CHECK(table.text() ==
          "NAME        N   PATH\n"
          "a           10  /x\n"
          "långt namn\n");
}

TEST_CASE("a cell stays on its line", "[table]") {
    Table table({"NAME"});
    table.add({"two\nlines\x1b[31m"});
    CHECK(table.text() == "NAME\ntwo?lines?[31m\n");
}

TEST_CASE("a row has as many cells as the header", "[table]") {
    Table table({"A", "B"});
    CHECK_THROWS_AS(table.add({"only one"}), std::invalid_argument);
    CHECK(table.text() == "A  B\n");
}
