// SPDX-License-Identifier: Apache-2.0
#include "requisite_in.hpp"

#include "fixtures.hpp"

#include <catch2/catch.hpp>

namespace brine::state {
namespace {

using namespace testing::literals;
using test::Compiled;
using test::Texts;

struct Worked : Compiled {
    explicit Worked(const Value& data, const std::unordered_set<std::string>& disabled = {})
        : Compiled(data) {
        apply_requisites_in(memory(), high, places, disabled, errors, warnings);
    }
    // The arguments of test under an ID.
    [[nodiscard]] Value of(std::string_view id) { return shown()[id]["test"]; }

    Texts warnings;
};

TEST_CASE("A requisite of another state is appended to that state", "[state]") {
    Worked data(R"({
        "a": {"test": ["nop", {"require_in": [{"test": "t"}]}]},
        "b": {"test": ["nop", {"require_in": {"test": "t"}}]},
        "c": {"test": ["nop", {"watch_in": ["t"]}, {"onfail_in": [{"test": "t"}]}]},
        "t": {"test": ["nop", {"require": [{"test": "z"}]}]}})"_value);
    CHECK(data.of("t") == R"(["nop", {"require": [{"test": "z"}, {"test": "a"}, {"test": "b"}]},
                              {"watch": [{"test": "c"}]}, {"onfail": [{"test": "c"}]}])"_value);
    CHECK(data.errors.empty());
}

TEST_CASE("A target may be given by name or as a whole SLS", "[state]") {
    Worked data(R"({
        "a": {"test": ["nop", {"require_in": [{"test": "the name"}]}]},
        "b": {"test": ["nop", {"onchanges_in": [{"sls": "other"}]}]},
        "t": {"test": ["nop", {"name": "the name"}]},
        "u": {"test": ["nop"], "__sls__": "other"}})"_value);
    CHECK(data.of("t") == R"(["nop", {"name": "the name"}, {"require": [{"test": "a"}]}])"_value);
    CHECK(data.of("u") == R"(["nop", {"onchanges": [{"test": "b"}]}])"_value);
}

TEST_CASE("prereq and prereq_in mark both ends", "[state]") {
    Worked data(R"({
        "a": {"test": ["nop", {"prereq": [{"test": "t"}]}]},
        "t": {"test": ["nop"]},
        "b": {"test": ["nop", {"prereq_in": [{"test": "a"}]}]}})"_value);
    CHECK(data.of("t") == R"(["nop", {"prerequired": [{"test": "a"}]}])"_value);
    CHECK(data.of("a") == R"(["nop", {"prereq": [{"test": "t"}, {"test": "b"}]}])"_value);
    CHECK(data.of("b") ==
          R"(["nop", {"prereq_in": [{"test": "a"}]}, {"prerequired": [{"test": "a"}]}])"_value);
}

TEST_CASE("use and use_in copy arguments, but none that are there", "[state]") {
    Worked data(R"({
        "donor": {"test": ["nop", {"size": 1}, {"colour": "red"}, {"name": "d"},
                           {"require": [{"test": "z"}]}, {"order": 5}]},
        "user": {"test": ["nop", {"use": [{"test": "donor"}]}, {"size": 2}, {"order": 6}]},
        "giver": {"test": ["nop", {"lid": true}, {"use_in": [{"test": "taker"}]}]},
        "taker": {"test": ["nop"]}})"_value);
    CHECK(data.of("user") == R"(["nop", {"use": [{"test": "donor"}]}, {"size": 2}, {"order": 6},
                                 {"colour": "red"}])"_value);
    CHECK(data.of("taker") == R"(["nop", {"lid": true}])"_value);
}

TEST_CASE("What refers to nothing is told", "[state]") {
    Worked data(R"({
        "a": {"test": ["nop", {"require_in": [{"test": "ghost"}]}]},
        "b": {"test": ["nop", {"require_in": ["phantom"]}]},
        "c": {"test": ["nop", {"require_in": [{"test.nop": "a"}]}]},
        "d": {"test": ["nop", {"require_in": "a"}]}})"_value);
    REQUIRE(data.errors.size() == 3);
    CHECK(data.errors[0].find("Invalid requisite in require: test.nop for a") == 0);
    CHECK(data.errors[1].find("needs to be formed as a list") != std::string::npos);
    CHECK(data.errors[2].find("Cannot extend ID 'ghost'") == 0);
    REQUIRE(data.warnings.size() == 1);
    CHECK(data.warnings[0].find("phantom") != std::string::npos);
}

TEST_CASE("The configuration can turn a requisite off", "[state]") {
    Worked data(R"({"a": {"test": ["nop", {"require_in": [{"test": "b"}]}]},
                    "b": {"test": ["nop"]}})"_value,
                {"require_in"});
    CHECK(data.of("b") == R"(["nop"])"_value);
    CHECK(data.warnings.size() == 1);
}

}  // namespace
}  // namespace brine::state
