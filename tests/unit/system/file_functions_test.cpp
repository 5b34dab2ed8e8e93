// SPDX-License-Identifier: Apache-2.0
#include "linked_plugins.hpp"

#include <catch2/catch.hpp>

#include <unistd.h>

using namespace brine;
using brine::system_test::SystemFixture;

TEST_CASE_METHOD(SystemFixture, "what is there") {
    write("file", "x", 0640);
    write("dir/one.txt", "12345");
    std::filesystem::create_symlink(at("file"), at("link"));
    std::filesystem::create_symlink(at("none"), at("broken"));
    const auto ask = [&](std::string_view function, const std::string& path) {
        return host.call(function, {path}, {});
    };
    CHECK(ask("file.file_exists", at("link")) == Value(true));
    CHECK(ask("file.file_exists", at("dir")) == Value(false));
    CHECK(ask("file.directory_exists", at("dir")) == Value(true));
    CHECK(ask("file.is_link", at("broken")) == Value(true));
    CHECK(ask("file.readlink", at("link")) == Value(at("file")));
    CHECK(ask("file.path_exists_glob", at("dir/*.txt")) == Value(true));
    CHECK(ask("file.path_exists_glob", at("dir/*.md")) == Value(false));
    CHECK(ask("file.get_mode", at("file")) == Value("0640"));
    CHECK(ask("file.get_uid", at("file")) == Value(::geteuid()));
    CHECK(ask("file.diskusage", root) == Value(6));
    CHECK(ask("file.readdir", at("dir")).size() == 3);
    const Value stats = ask("file.stats", at("file"));
    CHECK(stats["type"] == Value("file"));
    CHECK(stats["size"] == Value(1));
    CHECK(stats["mode"] == Value("0640"));
    CHECK(host.call("file.stats", {{"path", at("file")}, {"hash_type", "md5"}})["sum"].size() ==
          32);
    CHECK(host.call("file.access", {{"path", at("file")}, {"mode", "r"}}) == Value(true));
    CHECK_THROWS_AS(host.call("file.access", {{"path", at("file")}, {"mode", "q"}}), CallError);
    CHECK_THROWS_WITH(ask("file.get_user", at("none")), "Path not found: " + at("none"));
    CHECK_THROWS_AS(ask("file.readlink", at("file")), CallError);
}

TEST_CASE_METHOD(SystemFixture, "names and numbers of users and groups") {
    CHECK(host.call("file.uid_to_user", {{"uid", 0}}) == Value("root"));
    CHECK(host.call("file.user_to_uid", {{"user", "root"}}) == Value(0));
    CHECK(host.call("file.user_to_uid", {{"user", "nobody-has-this-name"}}) == Value(""));
    CHECK(host.call("file.gid_to_group", {{"gid", 0}}) == Value("root"));
    CHECK(host.call("file.group_to_gid", {{"group", "root"}}) == Value(0));
    CHECK(host.call("file.uid_to_user", {{"uid", 3999999999}}) == Value(3999999999));
    CHECK(host.call("file.chown",
                    {{"path", root}, {"user", "nobody-has-this-name"}, {"group", nullptr}}) ==
          Value("User does not exist\n"));
}

TEST_CASE_METHOD(SystemFixture, "making, moving and removing") {
    write("src", "data\n");
    CHECK(host.call("file.mkdir", {{"dir_path", at("d/e")}, {"mode", 711}}) == Value(true));
    CHECK(mode("d") == 0711);
    CHECK(host.call("file.copy", {{"src", at("src")}, {"dst", at("d/copy")}}) == Value(true));
    CHECK_THROWS_AS(host.call("file.copy", {{"src", at("d")}, {"dst", at("d2")}}), CallError);
    host.call("file.copy", {{"src", at("d")}, {"dst", at("d2")}, {"recurse", true}});
    CHECK(read("d2/copy") == "data\n");
    host.call("file.rename", {{"src", at("src")}, {"dst", at("moved")}});
    CHECK(host.call("file.move", {{"src", at("moved")}, {"dst", at("d")}})["result"] ==
          Value(true));
    CHECK(read("d/moved") == "data\n");
    host.call("file.symlink", {{"src", at("d/moved")}, {"path", at("ln")}});
    host.call("file.link", {{"src", at("d/moved")}, {"path", at("hard")}});
    CHECK(host.call("file.is_hardlink", {{"path", at("hard")}}) == Value(true));
    CHECK(host.call("file.set_mode", {{"path", at("hard")}, {"mode", "0600"}}) == Value("0600"));
    CHECK(host.call("file.rmdir", {{"path", at("d")}}) == Value(false));
    CHECK(host.call("file.rmdir", {{"path", at("d/e")}}) == Value(true));
    CHECK(host.call("file.remove", {{"path", at("d")}}) == Value(true));
    CHECK(host.call("file.remove", {{"path", at("d")}}) == Value(false));
    CHECK_THROWS_AS(host.call("file.remove", {{"path", "relative"}}), CallError);
    CHECK(host.call("file.makedirs", {{"path", at("x/y/")}}).is_nil());
    CHECK(host.call("file.makedirs", {{"path", at("x/y/")}}) ==
          Value("Directory '" + at("x/y") + "' already exists"));
    const Value verbose =
        host.call("file.rmdir", {{"path", at("x")}, {"recurse", true}, {"verbose", true}});
    CHECK(verbose["deleted"].size() == 2);
    CHECK(verbose["result"] == Value(true));
}

TEST_CASE_METHOD(SystemFixture, "reading and writing") {
    CHECK(host.call("file.write", {at("w"), "line one", 2}, {}) ==
          Value("Wrote 2 lines to \"" + at("w") + "\""));
    CHECK(read("w") == "line one\n2\n");
    write("open", "one\ntwo");
    host.call("file.append", {at("open"), "three"}, {});
    CHECK(read("open") == "one\ntwo\nthree\n");
    Arena arena;
    host.call("file.prepend",
              {{"path", at("open")}, {"args", List(arena.memory()).add("zero").value()}});
    CHECK(read("open") == "zero\none\ntwo\nthree\n");
    CHECK_THROWS_AS(host.call("file.append", {at("none"), "x"}, {}), CallError);
    CHECK_THROWS_AS(host.call("file.write", {at("w")}, {{"lines_", "x"}}), CallError);
    CHECK(host.call("file.contains", {{"path", at("open")}, {"text", " two "}}) == Value(true));
    CHECK(host.call("file.contains_glob", {{"path", at("open")}, {"glob_expr", "*o?e*"}}) ==
          Value(true));
    write("dos", "a\r\nb\rc");
    CHECK(host.call("file.read", {{"path", at("dos")}}) == Value("a\nb\nc"));
    write("binary", "\xFF");
    CHECK_THROWS_AS(host.call("file.read", {{"path", at("binary")}}), CallError);
    CHECK(host.call("file.read", {{"path", at("binary")}, {"binary", true}}).is_bytes());
    CHECK(host.call("file.get_diff", {{"file1", at("w")}, {"file2", at("open")}})
              .str()
              .starts_with("--- " + at("w") + "\n+++ " + at("open") + "\n"));
    CHECK_THROWS_AS(host.call("file.get_diff", {{"file1", at("w")}, {"file2", at("none")}}),
                    CallError);
}

TEST_CASE_METHOD(SystemFixture, "digests of files") {
    write("f", "malt\n");
    const std::string md5 = "e8c1aa37bc37e74c9b9238cbaf34f0af";
    CHECK(host.call("file.get_hash", {{"path", at("f")}, {"form", "md5"}}) == Value(md5));
    CHECK(host.call("file.get_sum", {{"path", at("none")}}) == Value("File not found"));
    CHECK(host.call("file.check_hash", {{"path", at("f")}, {"file_hash", "md5:" + md5}}) ==
          Value(true));
    CHECK(host.call("file.check_hash", {{"path", at("f")}, {"file_hash", md5}}) == Value(true));
    CHECK_THROWS_AS(host.call("file.check_hash", {{"path", at("f")}, {"file_hash", "abc"}}),
                    CallError);
}

TEST_CASE_METHOD(SystemFixture, "permissions are checked and set") {
    write("f", "x", 0600);
    const Value answer = host.call("file.check_perms", {{"name", at("f")},
                                                        {"ret", nullptr},
                                                        {"user", nullptr},
                                                        {"group", nullptr},
                                                        {"mode", 640}});
    CHECK(answer.items()[0]["changes"]["mode"] == Value("0640"));
    CHECK(answer.items()[1]["lmode"] == Value("0600"));
    CHECK(answer.items()[1]["cmode"] == Value("0640"));
    CHECK(mode("f") == 0640);
}
