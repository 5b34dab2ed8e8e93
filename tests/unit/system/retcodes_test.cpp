// SPDX-License-Identifier: Apache-2.0
#include "cmd/retcodes.hpp"

#include <brine/build.hpp>
#include <catch2/catch.hpp>

using namespace brine;
using cmd::RunArguments;
using cmd::RunOutcome;
using cmd::SuccessRules;

namespace {

std::int64_t retcode_with(const RunArguments& arguments, RunOutcome outcome) {
    SuccessRules(arguments).apply(outcome);
    return outcome.retcode.value_or(-1);
}

}  // namespace

TEST_CASE("listed exit statuses mean success") {
    Arena arena;
    RunArguments arguments;
    arguments.success_retcodes = List(arena.memory()).add(7).add("8").value();
    CHECK(retcode_with(arguments, {.retcode = 7}) == 0);
    CHECK(retcode_with(arguments, {.retcode = 8}) == 0);
    CHECK(retcode_with(arguments, {.retcode = 9}) == 9);
    arguments.success_retcodes = "3, 4";
    CHECK(retcode_with(arguments, {.retcode = 4}) == 0);
    arguments.success_retcodes = 5;
    CHECK(retcode_with(arguments, {.retcode = 5}) == 0);
    arguments.success_retcodes = "many";
    CHECK_THROWS_AS(SuccessRules(arguments), BadArgument);
}

TEST_CASE("parts of the output mean success") {
    Arena arena;
    RunArguments arguments;
    arguments.success_stdout = List(arena.memory()).add("already").value();
    arguments.success_stderr = "exists";
    CHECK(retcode_with(arguments, {.retcode = 1, .out = "is already there"}) == 0);
    CHECK(retcode_with(arguments, {.retcode = 1, .err = "it exists"}) == 0);
    CHECK(retcode_with(arguments, {.retcode = 1, .out = "exists", .err = "already"}) == 1);
}
