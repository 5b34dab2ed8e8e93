// SPDX-License-Identifier: Apache-2.0
#include "extend.hpp"

#include "fixtures.hpp"

#include <catch2/catch.hpp>

namespace brine::state {
namespace {

using namespace testing::literals;
using test::Compiled;

Value extended(Compiled& compiled) {
    apply_extends(compiled.memory(), compiled.high, compiled.places, compiled.errors);
    return compiled.shown();
}

TEST_CASE("An extension replaces, adds and appends", "[state]") {
    Compiled data(R"({
        "a": {"test": ["nop", {"size": 1}, {"require": [{"test": "b"}]}, {"names": ["x"]}]},
        "__extend__": [{"a": {"test": ["other", {"size": 2}, {"lid": true},
                                       {"require": [{"test": "c"}]}, {"name": "y"}]}}]})"_value);
    CHECK(extended(data) == R"({
        "a": {"test": ["other", {"size": 2}, {"require": [{"test": "b"}, {"test": "c"}]},
                       {"name": "y"}, {"lid": true}]}})"_value);
    CHECK(data.errors.empty());
}

TEST_CASE("The target is found by name, also by one that an extension gave", "[state]") {
    Compiled data(R"({
        "a": {"test": ["nop", {"name": "first"}]},
        "__extend__": [{"first": {"test": [{"name": "second"}]}},
                       {"second": {"test": [{"size": 2}]}}]})"_value);
    CHECK(extended(data) == R"({"a": {"test": ["nop", {"name": "second"}, {"size": 2}]}})"_value);
    CHECK(data.errors.empty());
}

TEST_CASE("A module that the target does not have is added", "[state]") {
    Compiled data(R"({
        "a": {"test": ["nop"]},
        "__extend__": [{"a": {"test": [{"x": 1}], "file.managed": [{"mode": "600"}]}}]})"_value);
    CHECK(extended(data) == R"({"a": {"test": ["nop", {"x": 1}],
                                      "file": [{"mode": "600"}, "managed"]}})"_value);
}

TEST_CASE("An extension needs exactly one target", "[state]") {
    Compiled missing(R"({"__extend__": [{"ghost": {"test": [{"x": 1}]}}]})"_value);
    static_cast<void>(extended(missing));
    REQUIRE(missing.errors.size() == 1);
    CHECK(missing.errors.front().find("Cannot extend ID 'ghost' in 'base:base'") == 0);

    Compiled ambiguous(
        R"({"a": {"test": ["nop", {"name": "n"}]}, "b": {"test": ["nop", {"name": "n"}]},
                           "__extend__": [{"n": {"test": [{"x": 1}]}}]})"_value);
    static_cast<void>(extended(ambiguous));
    CHECK(ambiguous.errors.size() == 1);
}

TEST_CASE("An extension without a list is an error", "[state]") {
    Compiled data(
        R"({"a": {"test": ["nop"]}, "__extend__": [{"a": {"test.x": null}}, {"a": {}}]})"_value);
    static_cast<void>(extended(data));
    CHECK(data.errors.size() == 2);
}

}  // namespace
}  // namespace brine::state
