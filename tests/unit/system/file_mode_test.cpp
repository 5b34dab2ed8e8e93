// SPDX-License-Identifier: Apache-2.0
#include "file/mode.hpp"

#include <catch2/catch.hpp>

using namespace brine;
using namespace brine::file;

TEST_CASE("modes in any spelling") {
    CHECK(normalized_mode(644) == "0644");
    CHECK(normalized_mode("644") == "0644");
    CHECK(normalized_mode("0644") == "0644");
    CHECK(normalized_mode("00644") == "0644");
    CHECK(normalized_mode("'0644'") == "0644");
    CHECK(normalized_mode("0o755") == "0755");
    CHECK(normalized_mode(0) == "0000");
    CHECK(normalized_mode("2755") == "2755");
    CHECK(normalized_mode(nullptr) == std::nullopt);
    CHECK_THROWS_AS(normalized_mode("rw-r--r--"), BadArgument);
    CHECK_THROWS_AS(normalized_mode("888"), BadArgument);
    CHECK_THROWS_AS(normalized_mode("77777"), BadArgument);
}

TEST_CASE("bits and digits") {
    CHECK(mode_bits("0640") == 0640);
    CHECK(mode_bits("4755") == 04755);
    CHECK(mode_text(0100644) == "0644");
    CHECK(mode_text(042711) == "2711");
}

TEST_CASE("who may use a file may enter its directory") {
    CHECK(enterable_mode("0640") == "0750");
    CHECK(enterable_mode("0600") == "0700");
    CHECK(enterable_mode("0444") == "0555");
    CHECK(enterable_mode("4755") == "0755");
}
