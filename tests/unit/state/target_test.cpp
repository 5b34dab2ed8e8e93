// SPDX-License-Identifier: Apache-2.0
#include "target.hpp"

#include <brine/testing.hpp>
#include <catch2/catch.hpp>

namespace brine::state {
namespace {

using namespace testing::literals;

struct Fixture {
    Fixture() {
        host.set_option("id", "web-03.example.com");
        host.set_option("nodegroups",
                        R"({"web": "web-* and G@os:Debian", "loop": "N@loop"})"_value);
        host.set_grain("os", "Debian");
        host.set_grain("roles", R"(["brewer", "taster"])"_value);
        host.set_grain("site", R"({"code": "north-2", "floor": 3})"_value);
        host.set_pillar("tier", R"({"name": "gold"})"_value);
        host.on(
            "matches",
            [](Call& call, std::string_view kind, std::string_view pattern) {
                return Target(call).matches(kind, pattern);
            },
            "kind"_a, "pattern"_a);
    }
    bool matches(std::string_view kind, std::string_view pattern) {
        return host.call("matches", {{"kind", kind}, {"pattern", pattern}}).is_true();
    }

    testing::FakeHost host;
};

TEST_CASE_METHOD(Fixture, "The ID is matched by glob, list and regular expression", "[state]") {
    CHECK(matches("glob", "web-0[1-5].*"));
    CHECK_FALSE(matches("glob", "WEB-*"));
    CHECK(matches("list", "db,web-03.example.com"));
    CHECK_FALSE(matches("list", "web-03"));
    CHECK(matches("pcre", "(web|db)-\\d+"));
    CHECK_FALSE(matches("pcre", "example"));
    CHECK_THROWS_WITH(matches("pcre", "("), Catch::Contains("'('"));
}

TEST_CASE_METHOD(Fixture, "Grains and pillar are matched along a path", "[state]") {
    CHECK(matches("grain", "os:deb*"));
    CHECK(matches("grain", "roles:taster"));
    CHECK_FALSE(matches("grain", "roles:driver"));
    CHECK(matches("grain", "site:code:north-*"));
    CHECK(matches("grain", "site:floor:3"));
    CHECK(matches("grain", "site:*"));
    CHECK_FALSE(matches("grain", "nothing:*"));
    CHECK_FALSE(matches("grain", "os"));
    CHECK(matches("grain_pcre", "site:code:^n.+-[0-9]$"));
    CHECK(matches("pillar", "tier:name:g*"));
    CHECK_FALSE(matches("pillar_exact", "tier:name:g*"));
    CHECK(matches("pillar_exact", "tier:name:gold"));
}

TEST_CASE_METHOD(Fixture, "Nodegroups are compound targets and may not contain themselves",
                 "[state]") {
    CHECK(matches("nodegroup", "web"));
    CHECK_FALSE(matches("nodegroup", "unknown"));
    CHECK(matches("compound", "N@web and I@tier:name:gold"));
    CHECK_THROWS_WITH(matches("nodegroup", "loop"), Catch::Contains("contains itself"));
}

TEST_CASE_METHOD(Fixture, "An unknown kind of target is an error", "[state]") {
    CHECK_THROWS_WITH(matches("ipcidr", "10.0.0.0/8"),
                      Catch::Contains("'ipcidr' is not supported"));
    CHECK_THROWS_WITH(matches("grain_exact", "a:b"), Catch::Contains("not supported"));
}

}  // namespace
}  // namespace brine::state
