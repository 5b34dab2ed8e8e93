// SPDX-License-Identifier: Apache-2.0
#include <brine/testing.hpp>

#include "check.hpp"

using brine::testing::FakeHost;
using namespace brine::testing::literals;

// @begin exec
TEST_CASE("somebody is greeted") {
    FakeHost host;
    host.load(brine_plugin_v1);
    CHECK(host.call("my_plugin.greet", {{"name", "Ada"}}) == "Hello, Ada!");
    CHECK(host.call("my_plugin.greet", {{"name", "Ada"}, {"word", "Hi"}}) == "Hi, Ada!");
    CHECK_THROWS_AS(host.call("my_plugin.greet", {{"name", ""}}), brine::CallError);
}

// @end exec
// @begin state
TEST_CASE("a missing file is written") {
    FakeHost host;
    host.on("file.file_exists", false);
    host.on("file.write", "Wrote 1 lines");
    host.load(brine_plugin_v1);

    const auto would =
        host.state("my_plugin.written", {{"name", "/a"}, {"line", "b"}}, {.test = true});
    CHECK(would.pending());
    CHECK(host.calls("file.write").empty());

    const auto done = host.state("my_plugin.written", {{"name", "/a"}, {"line", "b"}});
    CHECK(done.succeeded());
    CHECK(done.changes() == R"({"/a": {"old": null, "new": "b\n"}})"_value);
    CHECK(host.calls("file.write").only()[1] == "b");
}

TEST_CASE("a file that holds the line stays as it is") {
    FakeHost host;
    host.on("file.file_exists", true);
    host.on("file.read", "b\n");
    host.load(brine_plugin_v1);
    const auto same = host.state("my_plugin.written", {{"name", "/a"}, {"line", "b"}});
    CHECK(same.succeeded());
    CHECK(!same.changed());
}
// @end state
