// SPDX-License-Identifier: Apache-2.0
#include "verify.hpp"

#include "fixtures.hpp"

#include <catch2/catch.hpp>

namespace brine::state {
namespace {

using namespace testing::literals;
using test::Compiled;
using test::Texts;

Texts errors_of(const Value& data) {
    Compiled compiled(data);
    verify_high(compiled.high, compiled.places, compiled.errors);
    return compiled.errors;
}

TEST_CASE("Well-formed high data have no errors", "[state]") {
    CHECK(errors_of(R"({"a": {"test": ["nop", {"require": [{"test": "b"}, "c"]}]},
                        "b": "test.nop",
                        "c": {"file.managed": [{"names": ["x", {"y": [{"mode": "600"}]}]}, null]}})"_value)
              .empty());
}

TEST_CASE("Each flaw has Salt's words", "[state]") {
    const auto error = [](const Value& data) {
        const Texts errors = errors_of(data);
        REQUIRE(errors.size() == 1);
        return errors.front();
    };
    CHECK(
        error(R"({"a": {"test.nop": null}})"_value) ==
        "ID 'a' in SLS '' contains a short declaration (test.nop) with a trailing colon. When not "
        "passing any arguments to a state, the colon must be omitted.");
    CHECK(error(R"({"a": {"test": {"x": 1}}})"_value) ==
          "State 'a' in SLS '' is not formed as a list");
    CHECK(error(R"({"a": {"test": []}})"_value) ==
          "No function declared in state 'test' in SLS ''");
    CHECK(error(R"({"a": {"test": ["nop", "x"]}})"_value) ==
          "Too many functions declared in state 'test' in SLS ''");
    CHECK(error(R"({"a": {"test": ["no p"]}})"_value).find("has whitespace") != std::string::npos);
    CHECK(error(R"({"a": {"test": ["nop", 5]}})"_value).find("argument 5") != std::string::npos);
    CHECK(error(R"({"a": {"test": ["nop", {"names": "b"}]}})"_value) ==
          "The 'names' argument in state 'a' in SLS '' needs to be formed as a list");
    CHECK(error(R"({"a": {"test": ["nop", {"names": [{"b": "c"}]}]}})"_value)
              .find("arguments of the name 'b'") != std::string::npos);
    CHECK(error(R"({"a": {"test": ["nop", {"require": "b"}]}})"_value) ==
          "The require statement in state 'a' in SLS '' needs to be formed as a list");
    CHECK(error(R"({"a": {"test": ["nop", {"onfail": "b"}]}})"_value) ==
          "The onfail statement in state 'a' in SLS '' needs to be formed as a list");
    CHECK(error(R"({"a": {"test": ["nop", {"require": [7]}]}})"_value) ==
          "Requisite declaration 7 in SLS  is not formed as a single key dictionary");
    CHECK(
        error(R"({"a": {"test": ["nop", {"watch": [{"test.x": "b"}]}]}})"_value) ==
        "Invalid requisite type 'test.x' in state 'a', in SLS ''. Requisite types must not contain "
        "dots, did you mean 'test'?");
    CHECK(error(R"({"a": {"test": ["nop", {"require": [{"test": ["b"]}]}]}})"_value) ==
          "Illegal requisite \"['b']\", please check your syntax.");
    CHECK(error(R"({"a": {"test": ["nop", {"require": [], "x": 1}]}})"_value) ==
          "Multiple dictionaries defined in argument of state 'a' in SLS ''");
}

TEST_CASE("All errors are told at once", "[state]") {
    CHECK(errors_of(R"({"a": {"test": []}, "b": {"test": 1}, "c": {"x.y": null}})"_value).size() ==
          3);
}

TEST_CASE("Two states that require each other are found", "[state]") {
    CHECK(errors_of(R"({"a": {"test": ["nop", {"require": [{"test": "b"}]}]},
                        "b": {"test": ["nop", {"require": [{"test": "a"}]}]}})"_value) ==
          Texts{"A recursive requisite was found, SLS \"\" ID \"b\" ID \"a\""});
    CHECK(errors_of(R"({"a": {"test": ["nop", {"require": [{"test": "a"}]}]}})"_value).size() == 1);
    // Listening to each other is no circle.
    CHECK(errors_of(R"({"a": {"test": ["nop", {"listen": [{"test": "b"}]}]},
                        "b": {"test": ["nop", {"listen": [{"test": "a"}]}]}})"_value)
              .empty());
}

}  // namespace
}  // namespace brine::state
