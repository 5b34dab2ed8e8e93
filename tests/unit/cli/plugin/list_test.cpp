// SPDX-License-Identifier: Apache-2.0
//
// brine plugin list and info.
#include "verb.hpp"

#include <catch2/catch.hpp>

using namespace brine::testing;
using Catch::Matchers::Contains;

namespace {

// A built-in plugin, a drop-in one that takes the place of one of its functions, and a refused one.
struct Plugins : brine::cli_test::Verb {
    Plugins() : Verb("plugin", PLUGIN_FILE) {
        on_kind("core", "loader.plugins", R"([
            {"name": "test", "version": "1.0", "summary": "Tests", "path": "/lib/test.so",
             "origin": "built-in", "needs_minor": 0, "refusal": "", "functions": [
                {"kind": "exec", "name": "test.ping", "params": "", "doc": "Answers true.\n\nMore.",
                 "wins": true},
                {"kind": "state", "name": "test.nop", "params": "name: str", "doc": "",
                 "wins": false}]},
            {"name": "loud", "version": "2", "summary": "Louder", "path": "/drop/loud.so",
             "origin": "drop-in", "needs_minor": 0, "refusal": "", "functions": [
                {"kind": "state", "name": "test.nop", "params": "name: str", "doc": "Loud.",
                 "wins": true}]},
            {"name": "", "version": "", "summary": "", "path": "/drop/bad.so", "origin": "drop-in",
             "needs_minor": 0, "refusal": "is not a shared library", "functions": []},
            {"name": "old", "version": "1", "summary": "", "path": "/drop/old.so",
             "origin": "drop-in", "needs_minor": 0, "refusal": "is replaced by '/sync/old.so'",
             "functions": [{"kind": "exec", "name": "old.one", "params": "", "doc": "",
                            "wins": false}]}])"_value);
        on_kind("core", "registry.offers", R"([
            {"plugin": "loud", "path": "/drop/loud.so", "origin": "drop-in"},
            {"plugin": "test", "path": "/lib/test.so", "origin": "built-in"}])"_value);
        on_kind("core", "registry.describe", nullptr);
    }
};

}  // namespace

TEST_CASE_METHOD(Plugins, "the list shows who won and why, and what is refused", "[plugin]") {
    CHECK(run({"list"}).out ==
          "NAME  VERSION  ORIGIN    FUNCTIONS  PATH\n"
          "test  1.0      built-in  2          /lib/test.so\n"
          "loud  2        drop-in   1          /drop/loud.so\n"
          "\n"
          "shadowed functions:\n"
          "  state test.nop of 'test': 'loud' wins, as drop-in plugins go before built-in ones\n"
          "\n"
          "refused:\n"
          "  /drop/bad.so is not a shared library\n"
          "  /drop/old.so is replaced by '/sync/old.so'\n");
    CHECK(calls("registry.offers").only()["kind"] == "state");
}

TEST_CASE_METHOD(Plugins, "the reason fits where the files are", "[plugin]") {
    const auto why = [this](const char* path) {
        on_kind("core", "registry.offers",
                list({map({{"plugin", "loud"}, {"path", path}, {"origin", "built-in"}})}));
        return run({"list"}).out;
    };
    CHECK_THAT(why("/other/loud.so"), Contains("as its directory comes later in plugin_dirs"));
    CHECK_THAT(why("/lib/zz.so"), Contains("as of files in one directory the last one by name"));
}

TEST_CASE_METHOD(Plugins, "the availability of a module is nobody's rival", "[plugin]") {
    on_kind("core", "loader.plugins", R"([
        {"name": "a", "version": "1", "summary": "", "path": "/a.so", "origin": "drop-in",
         "needs_minor": 0, "refusal": "", "functions": [
            {"kind": "available", "name": "pkg", "params": "", "doc": "", "wins": false}]}])"_value);
    CHECK_THAT(run({"list"}).out, !Contains("shadowed"));
}

TEST_CASE_METHOD(Plugins, "the list as JSON has the winners", "[plugin]") {
    const Outcome json = run({"list", "--out=json"});
    const Literal parsed = operator""_value(json.out.data(), json.out.size());
    CHECK(parsed.items()[0]["functions"].items()[1]["winner"] == "loud");
    CHECK(parsed.items()[2]["refusal"] == "is not a shared library");
}

TEST_CASE_METHOD(Plugins, "all about one plugin", "[plugin]") {
    CHECK(run({"info", "test"}).out ==
          "test 1.0\n"
          "Tests\n"
          "\n"
          "file    /lib/test.so\n"
          "origin  built-in\n"
          "needs   ABI 1.0\n"
          "\n"
          "exec functions\n"
          "  test.ping()\n"
          "      Answers true.\n"
          "\n"
          "      More.\n"
          "\n"
          "state functions\n"
          "  test.nop(name: str)\n"
          "      (shadowed: 'loud' wins, as drop-in plugins go before built-in ones)\n");
    CHECK_THAT(run({"info", "old"}).out, Contains("refused is replaced by '/sync/old.so'"));
    CHECK_THAT(run({"info", "loud", "--out=json"}).out, Contains("\"summary\": \"Louder\""));
    CHECK_THROWS_WITH(run({"info", "tes"}),
                      "there is no plugin 'tes' (did you mean 'test'?); `brine plugin list` shows "
                      "them");
}

TEST_CASE_METHOD(Plugins, "a module that cannot work here is told of once", "[plugin]") {
    on_kind("core", "registry.describe", []() -> brine::Value {
        throw brine::Unavailable("'test.ping' is not available: there is no test");
    });
    CHECK_THAT(run({"info", "test"}).out, Contains("is not available: there is no test"));
    CHECK(calls("registry.describe").size() == 1);
}

TEST_CASE_METHOD(Plugins, "the command line is checked", "[plugin]") {
    CHECK(run({}).status == 64);
    CHECK(run({"info"}).status == 64);
    CHECK(run({"list", "--out=xml"}).status == 64);
    const Outcome help = run({"--help"});
    CHECK(help.status == 0);
    CHECK_THAT(help.out, Contains("list") && Contains("check") && Contains("new"));
}
