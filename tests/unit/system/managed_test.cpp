// SPDX-License-Identifier: Apache-2.0
#include "linked_plugins.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

using namespace brine;
using brine::system_test::SystemFixture;
using brine::testing::StateReturn;

TEST_CASE_METHOD(SystemFixture, "file.managed makes a file once") {
    const StateReturn first = host.state("file.managed", {{"name", at("x")}, {"contents", "one"}});
    CHECK(first.succeeded());
    CHECK(first.comment() == "File " + at("x") + " updated");
    CHECK(first.changes()["diff"] == Value("New file"));
    CHECK(first.changes().size() == 1);
    CHECK(read("x") == "one\n");
    const StateReturn second = host.state("file.managed", {{"name", at("x")}, {"contents", "one"}});
    CHECK(second.succeeded());
    CHECK_FALSE(second.changed());
    CHECK(second.comment() == "File " + at("x") + " is in the correct state");
}

TEST_CASE_METHOD(SystemFixture, "an unchanged file is not touched") {
    write("x", "one\n");
    const auto before = std::filesystem::last_write_time(at("x"));
    host.state("file.managed", {{"name", at("x")}, {"contents", "one"}});
    CHECK(std::filesystem::last_write_time(at("x")) == before);
    CHECK(host.calls().empty());
}

TEST_CASE_METHOD(SystemFixture, "file.managed shows what changes, and keeps the mode") {
    write("x", "a\nb\n", 0640);
    const StateReturn preview =
        host.state("file.managed", {{"name", at("x")}, {"contents", "a\nc"}}, {.test = true});
    CHECK(preview.pending());
    CHECK(preview.changes()["diff"] == Value("--- \n+++ \n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"));
    CHECK(read("x") == "a\nb\n");
    const StateReturn done = host.state("file.managed", {{"name", at("x")}, {"contents", "a\nc"}});
    CHECK(done.changes() == preview.changes());
    CHECK(read("x") == "a\nc\n");
    CHECK(mode("x") == 0640);
}

TEST_CASE_METHOD(SystemFixture, "modes of new and old files") {
    host.state("file.managed", {{"name", at("a")}, {"contents", "x"}, {"mode", 600}});
    CHECK(mode("a") == 0600);
    const StateReturn changed =
        host.state("file.managed", {{"name", at("a")}, {"contents", "x"}, {"mode", "0644"}});
    CHECK(changed.changes()["mode"] == Value("0644"));
    CHECK(mode("a") == 0644);
    write("source", "data", 0751);
    const StateReturn kept =
        host.state("file.managed", {{"name", at("b")}, {"source", at("source")}, {"mode", "keep"}});
    CHECK(kept.changes()["mode"] == Value("0751"));
    CHECK(mode("b") == 0751);
}

TEST_CASE_METHOD(SystemFixture, "sources are found in the roots of the environment") {
    write("base/f", "base\n");
    write("dev/f", "dev\n");
    host.set_option("file_roots:base", host.call("test.echo", {{"text", at("base")}}));
    Arena arena;
    host.set_option("file_roots:base", List(arena.memory()).add(at("base")).value());
    host.set_option("file_roots:dev", List(arena.memory()).add(at("dev")).value());
    host.state("file.managed", {{"name", at("x")}, {"source", "salt://f"}});
    CHECK(read("x") == "base\n");
    host.state("file.managed", {{"name", at("x")}, {"source", "salt://f?saltenv=dev"}});
    CHECK(read("x") == "dev\n");
    const StateReturn missing =
        host.state("file.managed", {{"name", at("x")}, {"source", "salt://../dev/f"}});
    CHECK(missing.failed());
    CHECK(missing.comment() == "Source file salt://../dev/f not found in saltenv 'base'");
    const StateReturn remote =
        host.state("file.managed", {{"name", at("x")}, {"source", "http://example/f"}});
    CHECK(remote.failed());
    CHECK(remote.comment() ==
          "cannot fetch 'http://example/f': there is no file client for http URLs");
}

TEST_CASE_METHOD(SystemFixture, "of several sources the first that is there is used") {
    write("second", "2");
    Arena arena;
    const Value sources = List(arena.memory())
                              .add(at("first"))
                              .add(Map(arena.memory()).set(at("second"), nullptr).value())
                              .value();
    host.state("file.managed", {{"name", at("x")}, {"source", sources}});
    CHECK(read("x") == "2");
    const Value none = List(arena.memory()).add(at("first")).value();
    CHECK(host.state("file.managed", {{"name", at("x")}, {"source", none}}).comment() ==
          "Unable to manage file: none of the specified sources were found");
}

TEST_CASE_METHOD(SystemFixture, "local sources are verified") {
    write("data", "malt\n");
    const std::string md5 = "e8c1aa37bc37e74c9b9238cbaf34f0af";
    CHECK(host.state("file.managed",
                     {{"name", at("x")}, {"source", at("data")}, {"source_hash", md5}})
              .succeeded());
    write("hashes", "0123\n" + md5 + "  data\n");
    CHECK(host.state("file.managed",
                     {{"name", at("y")}, {"source", at("data")}, {"source_hash", at("hashes")}})
              .succeeded());
    const std::string wrong(32, '0');
    const StateReturn refused = host.state(
        "file.managed", {{"name", at("z")}, {"source", at("data")}, {"source_hash", wrong}});
    CHECK(refused.failed());
    CHECK(refused.comment() == "Specified md5 checksum for " + at("z") + " (" + wrong +
                                   ") does not match actual checksum (" + md5 + ")");
    CHECK_FALSE(there("z"));
    CHECK(host.state("file.managed", {{"name", at("z")},
                                      {"source", at("data")},
                                      {"source_hash", wrong},
                                      {"skip_verify", true}})
              .succeeded());
}

TEST_CASE_METHOD(SystemFixture, "links are followed or replaced") {
    write("target", "old\n");
    std::filesystem::create_symlink(at("target"), at("link"));
    host.state("file.managed", {{"name", at("link")}, {"contents", "new"}});
    CHECK(read("target") == "new\n");
    CHECK(std::filesystem::is_symlink(at("link")));
    host.state("file.managed",
               {{"name", at("link")}, {"contents", "newer"}, {"follow_symlinks", false}});
    CHECK_FALSE(std::filesystem::is_symlink(at("link")));
    CHECK(read("target") == "new\n");
    CHECK(read("link") == "newer\n");
    std::filesystem::create_symlink(at("nowhere"), at("broken"));
    CHECK(host.state("file.managed", {{"name", at("broken")}, {"contents", "x"}}).succeeded());
    CHECK(read("nowhere") == "x\n");
}

TEST_CASE_METHOD(SystemFixture, "parents, creation and replacement as asked for") {
    const std::string deep = at("a/b/file");
    CHECK(host.state("file.managed", {{"name", deep}, {"contents", "x"}}).comment() ==
          "Parent directory not present");
    CHECK(host.state("file.managed",
                     {{"name", deep}, {"contents", "x"}, {"makedirs", true}, {"mode", 640}})
              .succeeded());
    CHECK(mode("a") == 0750);
    CHECK(mode("a/b") == 0750);
    const StateReturn absent =
        host.state("file.managed", {{"name", at("none")}, {"contents", "x"}, {"create", false}});
    CHECK(absent.succeeded());
    CHECK_FALSE(there("none"));
    write("kept", "mine\n");
    const StateReturn kept = host.state(
        "file.managed",
        {{"name", at("kept")}, {"contents", "theirs"}, {"replace", false}, {"mode", 600}});
    CHECK(kept.changes()["mode"] == Value("0600"));
    CHECK(read("kept") == "mine\n");
    const StateReturn empty = host.state("file.managed", {{"name", at("empty")}});
    CHECK(empty.comment() == "Empty file");
    CHECK(there("empty"));
}

TEST_CASE_METHOD(SystemFixture, "check_cmd looks at new content before it is used") {
    write("conf", "heat=1\n");
    std::string seen;
    host.on("cmd.run_all", [&](Call& call, const brine::testing::PassedArguments& arguments) {
        seen = arguments["cmd"].str();
        return call.map({{"retcode", 1}, {"stdout", "no"}, {"stderr", ""}});
    });
    const StateReturn refused = host.state("file.managed", {{"name", at("conf")},
                                                            {"contents", "cold=2"},
                                                            {"check_cmd", "check"},
                                                            {"tmp_dir", root},
                                                            {"tmp_ext", ".conf"}});
    CHECK(refused.failed());
    CHECK(refused.comment() == "check_cmd execution failed\nno");
    CHECK(refused.data()["skip_watch"] == Value(true));
    CHECK(read("conf") == "heat=1\n");
    CHECK_THAT(seen,
               Catch::StartsWith("check " + root + "/__salt.tmp.") && Catch::EndsWith(".conf"));
    CHECK_FALSE(std::filesystem::exists(seen.substr(6)));
}

TEST_CASE_METHOD(SystemFixture, "a backup keeps the old file") {
    write("conf", "old\n", 0600);
    host.state("file.managed", {{"name", at("conf")}, {"contents", "new"}, {"backup", "minion"}});
    const std::filesystem::path backups = at("cache/file_backup" + root);
    REQUIRE(std::filesystem::exists(backups));
    const auto entry = std::filesystem::directory_iterator(backups)->path();
    CHECK_THAT(entry.filename().string(), Catch::StartsWith("conf_"));
    CHECK(static_cast<unsigned>(std::filesystem::status(entry).permissions()) == 0600);
}

TEST_CASE_METHOD(SystemFixture, "templates are rendered by the renderer of that name") {
    host.on_kind("renderer", "shout",
                 [](Call& call, const brine::testing::PassedArguments& arguments) {
                     return call.str(std::string(arguments[std::size_t{0}].str()) + "!" +
                                     std::string(arguments["context"]["word"].str()));
                 });
    Arena arena;
    const Value defaults = Map(arena.memory()).set("word", "low").value();
    const Value context = Map(arena.memory()).set("word", "high").value();
    host.state("file.managed", {{"name", at("x")},
                                {"contents", "hey"},
                                {"contents_newline", false},
                                {"template", "shout"},
                                {"defaults", defaults},
                                {"context", context}});
    CHECK(read("x") == "hey!high");
    const StateReturn unknown = host.state(
        "file.managed", {{"name", at("x")}, {"contents", "hey"}, {"template", "nosuch"}});
    CHECK(unknown.failed());
}

TEST_CASE_METHOD(SystemFixture, "contradictions and obstacles are told") {
    std::filesystem::create_directory(at("dir"));
    const auto comment = [&](std::initializer_list<Pair> arguments) {
        const StateReturn answer = host.state("file.managed", arguments);
        CHECK(answer.failed());
        return answer.comment();
    };
    CHECK(comment({{"name", at("dir")}, {"contents", "x"}}) ==
          "Specified target " + at("dir") + " is a directory");
    CHECK(comment({{"name", "relative"}, {"contents", "x"}}) ==
          "Specified file relative is not an absolute path");
    CHECK(comment({{"name", at("x")}, {"contents", "x"}, {"source", "/y"}}) ==
          "'source' cannot be used in combination with 'contents', 'contents_pillar', or "
          "'contents_grains'");
    CHECK(comment({{"name", at("x")}, {"contents", "x"}, {"user", "nobody-has-this-name"}}) ==
          "User nobody-has-this-name is not available ");
    CHECK(comment({{"name", at("x")}, {"contents", ""}, {"allow_empty", false}}) ==
          "'contents' value would result in empty contents. Set allow_empty to True to allow the "
          "managed file to be empty.");
    CHECK(comment({{"name", at("x")}, {"contents_pillar", "not:there"}}) ==
          "Pillar not:there does not exist");
    host.set_pillar("a:b", "deep");
    CHECK(host.state("file.managed", {{"name", at("x")}, {"contents_pillar", "a:b"}}).succeeded());
    CHECK(read("x") == "deep\n");
    CHECK(host.state("file.managed",
                     {{"name", at("x")}, {"contents_pillar", "a|b"}, {"contents_delimiter", "|"}})
              .succeeded());
}

TEST_CASE_METHOD(SystemFixture, "secret contents are written and not shown") {
    write("x", "old\n");
    const Value secret = Value("hunter2").as_secret();
    Arena arena;
    const Value lines = List(arena.memory()).add("open").add(secret).value();
    const StateReturn first = host.state("file.managed", {{"name", at("x")}, {"contents", secret}});
    CHECK(first.changes()["diff"] == Value("<show_changes=False>"));
    CHECK(read("x") == "hunter2\n");
    const StateReturn second = host.state("file.managed", {{"name", at("x")}, {"contents", lines}});
    CHECK(second.changes()["diff"] == Value("<show_changes=False>"));
    CHECK(read("x") == "open\nhunter2\n");
}

TEST_CASE_METHOD(SystemFixture, "what is no regular file is refused, not waited for") {
    REQUIRE(::mkfifo(at("pipe").c_str(), 0600) == 0);
    const StateReturn target =
        host.state("file.managed", {{"name", at("pipe")}, {"contents", "x"}});
    CHECK(target.comment() == "Unable to manage file: " + at("pipe") + " is no regular file");
    const StateReturn source =
        host.state("file.managed", {{"name", at("x")}, {"source", at("pipe")}});
    CHECK(source.comment() ==
          "Unable to manage file: the source " + at("pipe") + " is no regular file");
}
