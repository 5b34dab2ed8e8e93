// SPDX-License-Identifier: Apache-2.0
#include "linked_plugins.hpp"

#include <catch2/catch.hpp>

using namespace brine;
using brine::system_test::SystemFixture;
using brine::testing::StateReturn;

TEST_CASE_METHOD(SystemFixture, "file.directory makes a directory once") {
    const StateReturn preview =
        host.state("file.directory", {{"name", at("d")}, {"mode", 750}}, {.test = true});
    CHECK(preview.pending());
    CHECK_FALSE(there("d"));
    const StateReturn made = host.state("file.directory", {{"name", at("d")}, {"mode", 750}});
    CHECK(made.succeeded());
    CHECK(made.comment().empty());
    CHECK(made.changes()[at("d")]["directory"] == Value("new"));
    CHECK(mode("d") == 0750);
    const StateReturn again = host.state("file.directory", {{"name", at("d") + "/"}});
    CHECK_FALSE(again.changed());
    CHECK(again.comment() == "The directory " + at("d") + " is in the correct state");
}

TEST_CASE_METHOD(SystemFixture, "parents are made on demand") {
    const StateReturn refused = host.state("file.directory", {{"name", at("a/b/c")}});
    CHECK(refused.failed());
    CHECK(refused.comment() == "No directory to create " + at("a/b/c") + " in");
    host.state("file.directory", {{"name", at("a/b/c")}, {"makedirs", true}, {"mode", 711}});
    CHECK(mode("a") == 0711);
    CHECK(mode("a/b/c") == 0711);
}

TEST_CASE_METHOD(SystemFixture, "what is in the way is replaced by force") {
    write("f", "x");
    CHECK(host.state("file.directory", {{"name", at("f")}}).comment() ==
          "Specified location " + at("f") + " exists and is a file");
    const StateReturn forced = host.state("file.directory", {{"name", at("f")}, {"force", true}});
    CHECK(forced.changes()["forced"] == Value("File was forcibly replaced"));
    CHECK(std::filesystem::is_directory(at("f")));
    write("g", "x");
    host.state("file.directory", {{"name", at("g")}, {"backupname", at("g.old")}});
    CHECK(read("g.old") == "x");
    CHECK(std::filesystem::is_directory(at("g")));
}

TEST_CASE_METHOD(SystemFixture, "modes are enforced below") {
    write("top/a.txt", "a", 0600);
    write("top/sub/b.txt", "b", 0600);
    write("top/sub/deep/c.txt", "c", 0600);
    Arena arena;
    const Value recurse = List(arena.memory()).add("mode").value();
    const StateReturn done = host.state("file.directory", {{"name", at("top")},
                                                           {"dir_mode", 755},
                                                           {"file_mode", 644},
                                                           {"recurse", recurse},
                                                           {"max_depth", 1}});
    CHECK(done.comment() == "Directory " + at("top") + " updated");
    CHECK(done.changes()[at("top/a.txt")]["mode"] == Value("0644"));
    CHECK(mode("top/sub/b.txt") == 0644);
    CHECK(mode("top/sub/deep/c.txt") == 0600);
    const Value silent = List(arena.memory()).add("mode").add("silent").value();
    const StateReturn quiet = host.state(
        "file.directory", {{"name", at("top")}, {"file_mode", 640}, {"recurse", silent}});
    CHECK(quiet.changes()["recursion"] == Value("Changes silenced"));
    CHECK_FALSE(quiet.changes().contains(at("top/a.txt")));
    CHECK(mode("top/sub/deep/c.txt") == 0640);
}

TEST_CASE_METHOD(SystemFixture, "clean keeps what patterns and required states name") {
    for (const char* name : {"d/managed", "d/stranger", "d/odd/one", "d/odd/two", "d/tree/x/y"})
        write(name, "x");
    Arena arena;
    const Memory memory = arena.memory();
    const auto low = [&](std::string_view name, std::string_view id) {
        return Map(memory).set("state", "file").set("name", name).set("__id__", id).value();
    };
    host.set("lowstate",
             List(memory).add(low(at("d/managed"), "conf")).add(low(at("d/tree"), "t")).value());
    const auto file = [&](const char* name) { return Map(memory).set("file", name).value(); };
    const Value require = List(memory).add(file("conf")).add(file("t")).value();
    const auto clean = [&](bool test) {
        return host.state(
            "file.directory",
            {{"name", at("d")}, {"clean", true}, {"require", require}, {"exclude_pat", "odd/one"}},
            {.test = test});
    };

    const StateReturn preview = clean(true);
    CHECK(preview.pending());
    CHECK(preview.changes().size() == 2);
    CHECK(there("d/stranger"));

    const StateReturn done = clean(false);
    CHECK(done.comment() == "Files cleaned from directory " + at("d"));
    CHECK(done.changes()["removed"].size() == 2);
    CHECK_FALSE(there("d/stranger"));
    CHECK_FALSE(there("d/odd/two"));
    CHECK(there("d/odd/one"));
    CHECK(there("d/managed"));
    CHECK(there("d/tree/x/y"));
    CHECK_FALSE(clean(false).changed());
}

TEST_CASE_METHOD(SystemFixture, "clean refuses to guess what other states look after") {
    write("d/managed", "x");
    Arena arena;
    const Value require =
        List(arena.memory()).add(Map(arena.memory()).set("file", "conf").value()).value();
    CHECK(host.state("file.directory", {{"name", at("d")}, {"clean", true}, {"require", require}})
              .failed());
    CHECK(there("d/managed"));
}

TEST_CASE_METHOD(SystemFixture, "clean removes links and not what they lead to") {
    write("outside/kept", "x");
    std::filesystem::create_directory(at("d"));
    std::filesystem::create_directory_symlink(at("outside"), at("d/link"));
    host.state("file.directory", {{"name", at("d")}, {"clean", true}});
    CHECK_FALSE(there("d/link"));
    CHECK(there("outside/kept"));
}

TEST_CASE_METHOD(SystemFixture, "arguments that do not go together are refused") {
    CHECK(host.state("file.directory", {{"name", at("d")}, {"clean", true}, {"max_depth", 1}})
              .comment() == "Cannot specify both max_depth and clean");
    CHECK(host.state("file.directory", {{"name", "relative"}}).comment() ==
          "Specified file relative is not an absolute path");
    CHECK(host.state("file.directory", {{"name", at("d")}, {"recurse", "mode"}}).comment() ==
          "\"recurse\" must be formed as a list of strings");
}
