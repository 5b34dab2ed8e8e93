// SPDX-License-Identifier: Apache-2.0
#include "cmd/stateful_output.hpp"

#include <catch2/catch.hpp>

using namespace brine;
using cmd::read_stateful_output;
using cmd::StatefulReport;

namespace {

struct Fixture {
    Arena arena;
    Memory memory = arena.memory();

    StatefulReport read(std::string_view out, std::string_view err = "") {
        return read_stateful_output(memory, Map(memory)
                                                .set("pid", 1)
                                                .set("retcode", 0)
                                                .set("stdout", out)
                                                .set("stderr", err)
                                                .value());
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "the last line tells what changed") {
    const StatefulReport report = read("working\n\nchanged=yes comment='tank filled' litres=20");
    CHECK(report.understood);
    CHECK(report.comment == Value("tank filled"));
    CHECK(report.changes["changed"] == Value("yes"));
    CHECK(report.changes["litres"] == Value("20"));
    CHECK(report.changes["stdout"] == Value("working\n"));
    CHECK(report.changes["pid"] == Value(1));
    CHECK_FALSE(report.changes.contains("comment"));
}

TEST_CASE_METHOD(Fixture, "of a single line all but the last character stays in the changes") {
    CHECK(read("changed=yes").changes["stdout"] == Value("changed=ye"));
}

TEST_CASE_METHOD(Fixture, "without a change there are no changes") {
    const StatefulReport report = read("changed=no comment='nothing to do'");
    CHECK(report.comment == Value("nothing to do"));
    CHECK(report.changes.size() == 0);
    CHECK(read("").changes.size() == 0);
    CHECK(read("", "why").comment == Value("why"));
}

TEST_CASE_METHOD(Fixture, "JSON tells what changed") {
    const StatefulReport report = read(R"({"changed": true, "comment": "from json", "size": 3})");
    CHECK(report.comment == Value("from json"));
    CHECK(report.changes["changed"] == Value(true));
    CHECK(report.changes["size"] == Value(3));
    CHECK(report.changes["stdout"] == Value(""));
    CHECK(read(R"({"a": 1})").changes.size() == 0);
}

TEST_CASE_METHOD(Fixture, "what cannot be read makes the state fail") {
    const StatefulReport text = read("hello world");
    CHECK_FALSE(text.understood);
    CHECK(text.changes["stdout"] == Value("hello world"));
    CHECK_FALSE(read("a=b=c").understood);
    CHECK_FALSE(read("comment='open").understood);
    const StatefulReport json = read("[1, 2]");
    CHECK_FALSE(json.understood);
    CHECK(json.comment == Value("script JSON output must be a JSON object (e.g., {})!"));
    CHECK(json.changes.size() == 0);
    CHECK_THROWS_WITH(read("changed=perhaps"), "Failed parsing boolean value: perhaps");
}
