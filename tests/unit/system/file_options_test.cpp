// SPDX-License-Identifier: Apache-2.0
#include "file/backup.hpp"
#include "file/pattern.hpp"
#include "file/recursion.hpp"
#include "file/salt_url.hpp"
#include "linked_plugins.hpp"

#include <catch2/catch.hpp>

using namespace brine;
using namespace brine::file;
using brine::system_test::SystemFixture;

TEST_CASE("salt:// URLs have a path and an environment") {
    CHECK(parse_salt_url("salt://a/b.txt").path == "a/b.txt");
    CHECK(parse_salt_url("salt://a/b.txt").saltenv.empty());
    CHECK(parse_salt_url("salt://a?saltenv=dev").path == "a");
    CHECK(parse_salt_url("salt://a?saltenv=dev").saltenv == "dev");
    CHECK(parse_salt_url("salt://|a?b").path == "a?b");
    CHECK_THROWS_AS(parse_salt_url("http://a"), BadArgument);
}

TEST_CASE_METHOD(SystemFixture, "the first root that has a file wins, and none is left") {
    write("one/a.txt", "1");
    write("two/a.txt", "2");
    write("two/b.txt", "2");
    write("secret", "x");
    Arena arena;
    const Value roots = List(arena.memory()).add(at("one")).add(at("two")).value();
    CHECK(find_in_roots(roots, "a.txt") == at("one/a.txt"));
    CHECK(find_in_roots(roots, "/b.txt") == at("two/b.txt"));
    CHECK_FALSE(find_in_roots(roots, "c.txt"));
    CHECK_FALSE(find_in_roots(roots, "../secret"));
    CHECK_FALSE(find_in_roots(roots, "x/../../secret"));
    CHECK_FALSE(find_in_roots(roots, ""));
    CHECK_FALSE(find_in_roots(nullptr, "a.txt"));
}

TEST_CASE("recursion is a list of known names") {
    Arena arena;
    const auto list = [&](std::initializer_list<const char*> names) {
        List items(arena.memory());
        for (const char* name : names) items.add(name);
        return items.value();
    };
    CHECK_FALSE(parse_recursion(nullptr).wanted);
    const Recursion recursion = parse_recursion(list({"user", "mode", "ignore_files"}));
    CHECK(recursion.wanted);
    CHECK(recursion.user);
    CHECK_FALSE(recursion.group);
    CHECK(recursion.ignore_files);
    CHECK_THROWS_WITH(parse_recursion("user"), "\"recurse\" must be formed as a list of strings");
    CHECK_THROWS_WITH(parse_recursion(list({"owner"})),
                      Catch::StartsWith("Types for \"recurse\" limited to \"user\", "));
    CHECK_THROWS_AS(parse_recursion(list({"ignore_files", "ignore_dirs"})), Error);
}

TEST_CASE("patterns are globs or regular expressions") {
    Arena arena;
    const PathPatterns patterns(List(arena.memory()).add("*.txt").add("keep/*").value());
    CHECK(patterns.matches("sub/a.txt"));
    CHECK(patterns.matches("keep/this"));
    CHECK_FALSE(patterns.matches("other"));
    CHECK_FALSE(PathPatterns(nullptr).matches("a"));
    CHECK(PathPatterns("a").matches("a"));
    CHECK(PathPatterns("E@\\.(bak|tmp)$").matches("sub/a.tmp"));
    CHECK_FALSE(PathPatterns("E@^a").matches("ba"));
    CHECK_THROWS_AS(PathPatterns("E@a("), std::invalid_argument);
}

TEST_CASE("backups are named by path and time") {
    ::setenv("TZ", "UTC", 1);
    ::tzset();
    const std::chrono::system_clock::time_point time{std::chrono::seconds(1795230068) +
                                                     std::chrono::microseconds(123)};
    CHECK(backup_name("/etc/motd", time) == "etc/motd_Sat_Nov_21_03:01:08_000123_2026");
}
