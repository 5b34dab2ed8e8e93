// SPDX-License-Identifier: Apache-2.0
#include "core/config/config.hpp"
#include "support/scratch_directory.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace {

using brine::Value;
using brine::core::Config;
using brine::support::test::error_of;
using brine::support::test::ScratchDirectory;

using Overrides = std::vector<std::pair<std::string, Value>>;

Config load(const ScratchDirectory& directory, Overrides overrides = {}) {
    return Config::load(
        {.directory = directory.path().string(), .overrides = std::move(overrides)});
}

std::string error_in(const ScratchDirectory& directory, Overrides overrides = {}) {
    return error_of<std::exception>([&] { static_cast<void>(load(directory, overrides)); });
}

TEST_CASE("later layers lie over earlier ones") {
    const ScratchDirectory directory;
    std::filesystem::create_directory(directory / "minion.d");
    directory.write("minion", "id: main\nlog_level: error\ncall_depth: 5\nown_option: {a: 1}\n");
    directory.write("minion.d/20-b.conf", "log_level: debug\n");
    directory.write("minion.d/10-a.conf", "log_level: info\ncall_depth: 6\n");
    directory.write("minion.d/ignored.txt", "log_level: trace\n");

    const Config config = load(directory, {{"id", "from the command line"}});
    CHECK(config.text("id") == "from the command line");
    CHECK(config.text("log_level") == "debug");
    CHECK(config.number("call_depth") == 6);
    CHECK(config.options()["own_option"]["a"].integer() == 1);
    CHECK(config.text("hash_type") == "sha256");
    CHECK(config.text("conf_file") == directory / "minion");
    CHECK(config.files() == std::vector<std::string>{directory / "minion",
                                                     directory / "minion.d/10-a.conf",
                                                     directory / "minion.d/20-b.conf"});
}

TEST_CASE("an empty directory gives the defaults, a missing one is an error") {
    const ScratchDirectory directory;
    CHECK(load(directory).text("renderer") == "yaml");
    CHECK_FALSE(load(directory).text("id").empty());
    CHECK(error_of<brine::Error>([&] {
              static_cast<void>(Config::load({.directory = directory / "none", .overrides = {}}));
          }) ==
          "the configuration directory '" + (directory / "none").string() + "' does not exist");
}

TEST_CASE("files include others") {
    const ScratchDirectory directory;
    directory.write("minion", "include:\n  - one.yaml\n  - two-*.yaml\nid: outer\n");
    directory.write("one.yaml", "log_level: info\ninclude: three.yaml\n");
    directory.write("two-a.yaml", "call_depth: 7\n");
    directory.write("three.yaml", "jobs_max: 3\n");
    const Config config = load(directory);
    CHECK(config.text("log_level") == "info");
    CHECK(config.number("call_depth") == 7);
    CHECK(config.number("jobs_max") == 3);

    directory.write("three.yaml", "include: one.yaml\n");
    CHECK_THAT(error_in(directory), Catch::Contains("does one include itself?"));
}

TEST_CASE("malformed files are told by file, line and column") {
    const ScratchDirectory directory;
    const std::string main = directory / "minion";
    directory.write("minion", "id: a\nlog_level: [unclosed\n");
    CHECK_THAT(error_in(directory), Catch::StartsWith(main + ":") && Catch::Contains(":3:"));
    directory.write("minion", "id: a\nid: b\n");
    CHECK_THAT(error_in(directory), Catch::StartsWith(main + ":2:1"));
    directory.write("minion", "- a list\n");
    CHECK(error_in(directory) ==
          main + ": a configuration file is a map of options, this is a list");
}

TEST_CASE("an option of the wrong type is told by name and type") {
    const ScratchDirectory directory;
    directory.write("minion", "call_depth: many\n");
    CHECK(error_in(directory) ==
          (directory / "minion").string() + ":1:1: the option 'call_depth' takes int, got a str");
    directory.write("minion", "include: 5\n");
    CHECK(error_in(directory) == (directory / "minion").string() +
                                     ":1:1: the option 'include' takes str|list, got an int");
    directory.write("minion", "");
    CHECK(error_in(directory, {{"test", 5}}) ==
          "the command line: the option 'test' takes bool, got an int");
}

TEST_CASE("numbers that make no sense are refused") {
    const ScratchDirectory directory;
    directory.write("minion", "call_depth: -1\n");
    CHECK_THAT(error_in(directory), Catch::Contains("call_depth"));
    directory.write("minion", "jobs_max: 0\n");
    CHECK_THAT(error_in(directory), Catch::Contains("jobs_max"));
}

TEST_CASE("paths lie below root_dir") {
    const ScratchDirectory directory;
    directory.write("minion",
                    "root_dir: /scratch\n"
                    "cachedir: /var/cache/x\n"
                    "pidfile: /scratch/run/pid\n"
                    "plugin_dirs: [/etc/a, /scratch/b]\n");
    const Config config = load(directory);
    CHECK(config.text("cachedir") == "/scratch/var/cache/x");
    CHECK(config.text("pidfile") == "/scratch/run/pid");
    CHECK(config.texts("plugin_dirs") == std::vector<std::string>{"/scratch/etc/a", "/scratch/b"});
}

TEST_CASE("a path that only begins like root_dir is not below it") {
    const ScratchDirectory directory;
    directory.write("minion", "root_dir: /scratch/\ncachedir: /scratchy/cache\n");
    CHECK(load(directory).text("cachedir") == "/scratch/scratchy/cache");
}

TEST_CASE("entries of plugin_dirs are paths") {
    const ScratchDirectory directory;
    directory.write("minion", "plugin_dirs: [5]\n");
    CHECK_THAT(error_in(directory), Catch::Contains("plugin_dirs"));
}

}  // namespace
