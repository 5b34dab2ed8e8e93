// SPDX-License-Identifier: Apache-2.0
#include "cmd/environment.hpp"

#include <brine/build.hpp>
#include <catch2/catch.hpp>

using namespace brine;
using cmd::parse_login_environment;
using cmd::parse_variables;
using cmd::Variables;

TEST_CASE("variables come from a map or from a list of maps") {
    Arena arena;
    const Memory memory = arena.memory();
    const Value first = Map(memory).set("A", 1).set("B", "x").value();
    const Value second = Map(memory).set("B", true).set("C", nullptr).value();
    CHECK(parse_variables(first) == Variables{{"A", "1"}, {"B", "x"}});
    const Value list = List(memory).add(first).add(second).value();
    CHECK(parse_variables(list) == Variables{{"A", "1"}, {"B", "True"}, {"C", ""}});
    CHECK(parse_variables(nullptr).empty());
    CHECK(parse_variables("A=1").empty());
}

TEST_CASE("the environment of a login stands between markers") {
    const std::string noise = "Last login: today\n";
    const std::string entries("HOME=/root\0PATH=/bin:/sbin\0EMPTY=\0", 34);
    const auto variables = parse_login_environment(noise + "@@" + entries + "@@", "@@");
    REQUIRE(variables);
    CHECK(*variables == Variables{{"HOME", "/root"}, {"PATH", "/bin:/sbin"}, {"EMPTY", ""}});
    CHECK_FALSE(parse_login_environment(noise, "@@"));
    CHECK_FALSE(parse_login_environment("@@" + entries, "@@"));
    CHECK(parse_login_environment("@@@@", "@@")->empty());
}
