// SPDX-License-Identifier: Apache-2.0
#include <brine/support/yaml.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace {

using brine::Arena;
using brine::Value;
namespace yaml = brine::support::yaml;

constexpr std::string_view sls = R"(defaults: &d
  owner: root
vim:
  pkg.installed:
    - name: vim
    -  version: 1
    - refresh
file:
  <<: *d
  mode: x
flow: {a: [1,
  2]}
)";

std::string at(yaml::Position position) {
    return std::to_string(position.line) + ":" + std::to_string(position.column);
}

}  // namespace

TEST_CASE("entries are found by their path") {
    Arena arena;
    yaml::Positions positions;
    const Value root = yaml::load(arena.memory(), sls, {.positions = &positions});
    CHECK(at(positions.at(root, {"vim"})) == "3:1");
    CHECK(at(positions.at(root, {"vim", "pkg.installed"})) == "4:3");
    CHECK(at(positions.at(root, {"vim", "pkg.installed", 0})) == "5:7");
    CHECK(at(positions.at(root, {"vim", "pkg.installed", 1})) == "6:8");
    CHECK(at(positions.at(root, {"vim", "pkg.installed", 1, "version"})) == "6:8");
    CHECK(at(positions.at(root, {"vim", "pkg.installed", 2})) == "7:7");
    CHECK(at(positions.at(root, {"flow", "a", 1})) == "12:3");

    SECTION("as far as the path goes") {
        CHECK(at(positions.at(root, {"vim", "pkg.installed", 9})) == "4:3");
        CHECK(at(positions.at(root, {"vim", "service.running"})) == "3:1");
        CHECK_FALSE(positions.at(root, {"emacs", "pkg.installed"}));
        CHECK_FALSE(positions.at(root, {}));
    }
    SECTION("merged entries stand where they were written") {
        CHECK(at(positions.at(root, {"file", "owner"})) == "2:3");
        CHECK(at(positions.at(root, {"file", "mode"})) == "10:3");
    }
    SECTION("by node") {
        CHECK(at(positions.of_key(root, "file")) == "8:1");
        CHECK(at(positions.of_item(root["vim"]["pkg.installed"], 2)) == "7:7");
        CHECK_FALSE(positions.of_item(root["vim"]["pkg.installed"], 3));
        CHECK_FALSE(positions.of_key(root, "none"));
    }
}

TEST_CASE("entries of large maps are found") {
    std::string text;
    for (int n = 1; n <= 100; ++n)
        text += "k" + std::to_string(n) + ": {a: " + std::to_string(n) + "}\n";
    Arena arena;
    yaml::Positions positions;
    const Value root = yaml::load(arena.memory(), text, {.positions = &positions});
    for (int n = 1; n <= 100; ++n) {
        const std::string key = "k" + std::to_string(n);
        CHECK(positions.at(root, {key, "a"}).line == static_cast<std::uint32_t>(n));
    }
}
