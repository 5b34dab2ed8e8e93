// SPDX-License-Identifier: Apache-2.0
#include "conditions.hpp"

#include <brine/testing.hpp>
#include <catch2/catch.hpp>

namespace brine::state {
namespace {

using namespace testing::literals;

// Conditions of a low chunk; the command "N" exits with N, and "broken" cannot be run.
struct Fixture {
    Fixture() {
        host.on("cmd.retcode", [](const testing::PassedArguments& passed) {
            const std::string command(passed[0].str());
            if (command == "broken") throw Error("no such user");
            return std::stoi(command);
        });
        host.on("test.arg", [](Call& call, Rest, Kwargs) {
            return call.map({{"kwargs", call.map({{"answer", 42}, {"none", 0}})}});
        });
        host.on(
            "skip",
            [](Call& call, Value low) {
                Chunk chunk = chunk_of(call.memory(), low);
                return Conditions(call, chunk, {}).reason_to_skip();
            },
            "low"_a);
    }
    // The reason to skip, "" for none.
    std::string skip(const Value& low) {
        return std::string(host.call("skip", {{"low", low}}).str_or(""));
    }

    // The keyword arguments of the last command.
    Value options() { return Value::map(host.calls("cmd.retcode").last().kwargs); }

    testing::FakeHost host;
};

TEST_CASE_METHOD(Fixture, "onlyif wants all to hold", "[state]") {
    CHECK(skip(R"({"onlyif": "0"})"_value).empty());
    CHECK(skip(R"({"onlyif": ["0", "0"]})"_value).empty());
    CHECK(skip(R"({"onlyif": ["0", "1"]})"_value) == "onlyif condition is false");
    CHECK(skip(R"({"onlyif": "broken"})"_value) == "onlyif condition is false");
    CHECK(skip(R"({"onlyif": false})"_value).empty());
}

TEST_CASE_METHOD(Fixture, "unless wants one not to hold", "[state]") {
    CHECK(skip(R"({"unless": "0"})"_value) == "unless condition is true");
    CHECK(skip(R"({"unless": ["0", "1"]})"_value).empty());
    CHECK(skip(R"({"unless": "broken"})"_value) == "unless condition is true");
    CHECK(skip(R"({"unless": [5, "0"]})"_value) == "unless condition is true");
}

TEST_CASE_METHOD(Fixture, "creates wants a path not to exist", "[state]") {
    CHECK(skip(R"({"creates": "/"})"_value) == "/ exists");
    CHECK(skip(R"({"creates": ["/", "/nonexistent"]})"_value).empty());
    CHECK(skip(R"({"creates": ["/", "/"]})"_value) == "All files in creates exist");
}

TEST_CASE_METHOD(Fixture, "Each condition has its line", "[state]") {
    CHECK(skip(R"({"onlyif": "0", "unless": "0"})"_value) ==
          "onlyif condition is true\nunless condition is true");
}

TEST_CASE_METHOD(Fixture, "A function is a condition by its result", "[state]") {
    CHECK(
        skip(R"({"onlyif": [{"fun": "test.arg", "get_return": "kwargs:answer"}]})"_value).empty());
    CHECK_FALSE(
        skip(R"({"onlyif": [{"fun": "test.arg", "get_return": "kwargs:none"}]})"_value).empty());
    CHECK_FALSE(skip(R"({"unless": {"fun": "test.arg"}})"_value).empty());
    CHECK(skip(R"({"onlyif": [{"args": []}, "1"]})"_value).empty());
    CHECK_THROWS_AS(skip(R"({"onlyif": [{"fun": "no.such"}]})"_value), CallError);
}

TEST_CASE_METHOD(Fixture, "Commands share options with the state", "[state]") {
    skip(R"({"onlyif": "0", "cwd": "/srv", "runas": "ada", "shell": "/bin/zsh",
             "cmd_opts_exclude": ["runas"]})"_value);
    CHECK(options() == R"({"ignore_retcode": true, "python_shell": true, "cwd": "/srv",
                         "shell": "/bin/zsh"})"_value);
    host.set_grain("shell", "/bin/sh");
    skip(R"({"onlyif": "0", "shell": "/sbin/nologin"})"_value);
    CHECK(options() == R"({"ignore_retcode": true, "python_shell": true})"_value);
    skip(R"({"onlyif": "0"})"_value);
    CHECK(options()["shell"] == Value("/bin/sh"));
}

}  // namespace
}  // namespace brine::state
