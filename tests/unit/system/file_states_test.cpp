// SPDX-License-Identifier: Apache-2.0
#include "linked_plugins.hpp"

#include <catch2/catch.hpp>

using namespace brine;
using brine::system_test::SystemFixture;
using brine::testing::StateReturn;

TEST_CASE_METHOD(SystemFixture, "file.absent removes anything but the root") {
    write("file", "x");
    write("dir/sub/deep", "x");
    std::filesystem::create_symlink(at("file"), at("link"));
    const StateReturn preview = host.state("file.absent", {{"name", at("dir")}}, {.test = true});
    CHECK(preview.pending());
    CHECK(preview.comment() == "Directory " + at("dir") + " is set for removal");
    CHECK(host.state("file.absent", {{"name", at("link")}}).comment() ==
          "Removed file " + at("link"));
    CHECK(there("file"));
    CHECK(host.state("file.absent", {{"name", at("dir")}}).comment() ==
          "Removed directory " + at("dir"));
    CHECK_FALSE(there("dir"));
    CHECK_FALSE(host.state("file.absent", {{"name", at("dir")}}).changed());
    for (const char* root_path : {"/", "//", "/./", "/.."})
        CHECK(host.state("file.absent", {{"name", root_path}}).comment() ==
              "Refusing to make \"/\" absent");
    CHECK(host.state("file.absent", {{"name", "some/where"}}).failed());
}

TEST_CASE_METHOD(SystemFixture, "file.exists and file.missing only look") {
    write("there", "x");
    CHECK(host.state("file.exists", {{"name", at("there")}}).succeeded());
    CHECK(host.state("file.exists", {{"name", at("none")}}).comment() ==
          "Specified path " + at("none") + " does not exist");
    CHECK(host.state("file.missing", {{"name", at("none")}}).succeeded());
    CHECK(host.state("file.missing", {{"name", at("there")}}).failed());
}

TEST_CASE_METHOD(SystemFixture, "file.touch makes files and sets times") {
    const StateReturn made = host.state("file.touch", {{"name", at("new")}});
    CHECK(made.changes()["new"] == Value(at("new")));
    host.state("file.touch", {{"name", at("new")}, {"atime", 5}, {"mtime", 1000000}});
    const StateReturn same = host.state(
        "file.touch", {{"name", at("new")}, {"atime", 5}, {"mtime", 1000000}}, {.test = true});
    CHECK(same.succeeded());
    CHECK(host.state("file.touch", {{"name", at("new")}, {"mtime", 7}}, {.test = true}).pending());
    CHECK(host.state("file.touch", {{"name", at("no/parent")}}).failed());
    CHECK(host.state("file.touch", {{"name", at("no/parent")}, {"makedirs", true}}).succeeded());
}

TEST_CASE_METHOD(SystemFixture, "file.symlink makes, keeps and replaces links") {
    write("target", "x");
    const auto link = [&](std::initializer_list<Pair> arguments) {
        return host.state("file.symlink", arguments);
    };
    CHECK(link({{"name", at("new")}, {"target", at("target")}}).changes()["new"] ==
          Value(at("new")));
    CHECK_FALSE(link({{"name", at("new")}, {"target", at("target")}}).changed());
    const StateReturn other = link({{"name", at("new")}, {"target", "/elsewhere"}});
    CHECK(other.failed());
    CHECK(other.comment() == "Unable to create new symlink " + at("new") +
                                 " -> /elsewhere: Found existing symlink: " + at("new"));
    CHECK(link({{"name", at("new")}, {"target", "/elsewhere"}, {"force", true}}).succeeded());
    CHECK(std::filesystem::read_symlink(at("new")) == "/elsewhere");
    CHECK(link({{"name", at("new")}, {"target", "/other"}, {"atomic", true}}).succeeded());
    CHECK(std::filesystem::read_symlink(at("new")) == "/other");

    write("file", "mine");
    CHECK(link({{"name", at("file")}, {"target", "x"}}).comment() ==
          "File exists where the symlink " + at("file") + " should be");
    CHECK(link({{"name", at("file")}, {"target", "x"}, {"backupname", "old"}}).succeeded());
    CHECK(read("old") == "mine");
    write("dir/inside", "x");
    CHECK(link({{"name", at("dir")}, {"target", "x"}, {"force", true}}).succeeded());
    CHECK(std::filesystem::is_symlink(at("dir")));
    CHECK(link({{"name", at("no/parent")}, {"target", "x"}}).comment() ==
          "Directory " + at("no") + " for symlink is not present");
    CHECK(link({{"name", at("no/parent")}, {"target", "x"}, {"makedirs", true}}).succeeded());
    CHECK(link({{"name", "rel"}, {"target", "x"}, {"user", "nobody-has-this-name"}}).comment() ==
          "User nobody-has-this-name does not exist. Group nobody-has-this-name does not exist. "
          "Specified file rel is not an absolute path.");
}

TEST_CASE_METHOD(SystemFixture, "file.symlink tells what it would do") {
    write("file", "mine");
    std::filesystem::create_symlink("/elsewhere", at("old"));
    const auto preview = [&](const std::string& name, bool force) {
        return host.state("file.symlink", {{"name", name}, {"target", "/t"}, {"force", force}},
                          {.test = true});
    };
    CHECK(preview(at("new"), false).comment() ==
          "Symlink " + at("new") + " to /t is set for creation");
    CHECK(preview(at("old"), false).comment() ==
          "Link " + at("old") + " target is set to be changed to /t");
    CHECK(preview(at("file"), false).failed());
    CHECK(preview(at("file"), true).pending());
    CHECK_FALSE(there("new"));
}

TEST_CASE_METHOD(SystemFixture, "file.copy copies unless there is something") {
    write("src", "data\n", 0640);
    const StateReturn copied =
        host.state("file.copy", {{"name", at("copy")}, {"source", at("src")}});
    CHECK(copied.changes()[at("copy")] == Value(at("src")));
    CHECK(mode("copy") == 0640);
    CHECK_FALSE(host.state("file.copy", {{"name", at("copy")}, {"source", at("src")}}).changed());
    CHECK(host.state("file.copy", {{"name", at("copy")}, {"source", at("src")}, {"force", true}})
              .comment() == "Copied \"" + at("src") + "\" to \"" + at("copy") +
                                "\" - files are identical but force flag is set");
    CHECK(host.state("file.copy", {{"name", at("src")}, {"source", at("src")}, {"force", true}})
              .failed());
    CHECK(read("src") == "data\n");
    write("tree/sub/file", "x");
    CHECK(host.state("file.copy", {{"name", at("tree2")}, {"source", at("tree")}}).succeeded());
    CHECK(read("tree2/sub/file") == "x");
    CHECK(host.state("file.copy", {{"name", at("tree")}, {"source", at("src")}, {"subdir", true}})
              .succeeded());
    CHECK(read("tree/src") == "data\n");
    CHECK(host.state("file.copy", {{"name", at("never")}, {"source", at("none")}}).comment() ==
          "Source file \"" + at("none") + "\" is not present");
}

TEST_CASE_METHOD(SystemFixture, "file.rename moves unless there is something") {
    write("from", "1");
    write("to", "2");
    CHECK_FALSE(host.state("file.rename", {{"name", at("to")}, {"source", at("from")}}).changed());
    CHECK(host.state("file.rename", {{"name", at("to")}, {"source", at("from")}, {"force", true}})
              .succeeded());
    CHECK(read("to") == "1");
    CHECK(host.state("file.rename", {{"name", at("to")}, {"source", at("from")}}).comment() ==
          "Source file \"" + at("from") + "\" has already been moved out of place");
}
