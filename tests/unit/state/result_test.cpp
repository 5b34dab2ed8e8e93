// SPDX-License-Identifier: Apache-2.0
#include "result.hpp"

#include "retcode.hpp"

#include "fixtures.hpp"

#include <catch2/catch.hpp>

#include <regex>

namespace brine::state {
namespace {

using namespace testing::literals;

TEST_CASE("What fits the contract is kept, a list of comments is joined", "[state]") {
    Arena arena;
    const auto returned =
        R"({"name": "n", "changes": {"a": 1}, "result": true, "comment": ["x", 5], "data": 7})"_value;
    const Result result = checked_result(arena.memory(), "n", returned);
    CHECK(result.comment() == "x\n5");
    CHECK(result.changed);
    CHECK(result.outcome.is_true());
    CHECK(result.map["data"] == Value(7));
}

TEST_CASE("An outcome becomes a truth, nil stays", "[state]") {
    Arena arena;
    const auto outcome = [&](const Value& returned) {
        return checked_result(arena.memory(), "n", returned).outcome;
    };
    CHECK(outcome(R"({"name": "n", "changes": {}, "result": "yes", "comment": ""})"_value) ==
          Value(true));
    CHECK(outcome(R"({"name": "n", "changes": {}, "result": 0, "comment": ""})"_value) ==
          Value(false));
    CHECK(outcome(R"({"name": "n", "changes": {}, "result": null, "comment": ""})"_value).is_nil());
}

TEST_CASE("A violation of the contract is a failed state that says so", "[state]") {
    Arena arena;
    const auto comment = [&](const Value& returned) {
        const Result result = checked_result(arena.memory(), "n", returned);
        CHECK(result.failed());
        CHECK(result.map["name"] == Value("n"));
        return result.comment();
    };
    CHECK(comment(5) ==
          "An exception occurred in this state: Malformed state return. Data must be a "
          "dictionary type.");
    CHECK(comment(R"({"name": "n", "changes": [], "result": true, "comment": ""})"_value) ==
          "An exception occurred in this state: 'Changes' should be a dictionary.");
    CHECK(comment(R"({"changes": {}, "comment": ""})"_value) ==
          "An exception occurred in this state: The following keys were not present in the state "
          "return: name, result.");
}

TEST_CASE("A stamped result has Salt's keys", "[state]") {
    Arena arena;
    Chunk chunk;
    chunk.id = "the id";
    const Result result = stamped(arena.memory(), make_result(arena.memory(), "n", true, "fine"),
                                  chunk, 3, Stopwatch());
    CHECK(result.map["__id__"] == Value("the id"));
    CHECK(result.map["__sls__"].is_nil());
    CHECK(result.map.contains("__sls__"));
    CHECK(result.map["__run_num__"] == Value(3));
    CHECK(result.map["duration"].is_float());
    CHECK(std::regex_match(std::string(result.map["start_time"].str()),
                           std::regex("\\d\\d:\\d\\d:\\d\\d\\.\\d{6}")));
}

TEST_CASE("The return code tells failures that nothing repaired", "[state]") {
    test::Compiled data(R"({
        "broken": {"test": ["nop", {"order": 1}]},
        "repair": {"test": ["nop", {"order": 2}, {"onfail": [{"test": "broken"}]},
                            {"onfail_stop": false}]}})"_value);
    const auto chunks = compile_chunks(data.memory(), data.high);
    const auto retcode = [&](const Value& broken, const Value& repair) {
        const Memory memory = data.memory();
        Map results(memory);
        results.add(Value::stable(chunks[0].tag), entry(memory, "result", broken));
        results.add(Value::stable(chunks[1].tag), entry(memory, "result", repair));
        return run_retcode(chunks, results.value());
    };
    CHECK(retcode(true, true) == Retcode::success);
    CHECK(retcode(nullptr, true) == Retcode::success);
    CHECK(retcode(false, true) == Retcode::success);
    CHECK(retcode(false, false) == Retcode::state_failure);
    CHECK(retcode(false, nullptr) == Retcode::state_failure);
    CHECK(run_retcode({}, testing::map({})) == Retcode::state_failure);
}

}  // namespace
}  // namespace brine::state
