// SPDX-License-Identifier: Apache-2.0
#include "linked_plugins.hpp"

#include <catch2/catch.hpp>

using namespace brine;
using brine::system_test::SystemFixture;
using brine::testing::StateReturn;

TEST_CASE_METHOD(SystemFixture, "test functions answer their arguments") {
    CHECK(host.call("test.ping") == Value(true));
    CHECK(host.call("test.echo", {{"text", 2.5}}) == Value(2.5));
    const Value arg = host.call("test.arg", {1, "two"}, {{"three", 3}});
    CHECK(arg["args"].size() == 2);
    CHECK(arg["kwargs"]["three"] == Value(3));
    const Value types = host.call("test.arg_type", {1, "a", nullptr}, {{"x", true}});
    CHECK(types["args"].items()[2] == Value("<class 'NoneType'>"));
    CHECK(types["kwargs"]["x"] == Value("<class 'bool'>"));
    CHECK(host.call("test.arg_repr", {1}, {})["args"] == Value("(1,)"));
    CHECK(host.call("test.arg_repr", {1, "a"}, {})["args"] == Value("(1, 'a')"));
    CHECK(host.call("test.arg_clean", {}, {{"__pub_jid", 1}, {"a", 2}})["kwargs"].size() == 1);
}

TEST_CASE_METHOD(SystemFixture, "test.version is that of the option or of the grain") {
    CHECK_THROWS_AS(host.call("test.version"), CallError);
    host.set_grain("saltversion", "3006.0");
    CHECK(host.call("test.version") == Value("3006.0"));
    host.set_option("saltversion", "3007.1");
    CHECK(host.call("test.version") == Value("3007.1"));
}

TEST_CASE_METHOD(SystemFixture, "test functions fail, wait and call others") {
    CHECK_THROWS_WITH(host.call("test.exception", {{"message", "Oh no"}}), "Oh no");
    CHECK_THROWS_AS(host.call("test.assertion", {{"assertion", 0}}), CallError);
    CHECK(host.call("test.try", {{"module", "no.such"}}).is_nil());
    CHECK(host.call("test.try", {{"module", "test.exception"}, {"return_try_exception", true}}) ==
          Value("Test Exception"));
    CHECK(host.call("test.try", {{"module", "test.echo"}, {"text", "x"}}) == Value("x"));
    CHECK(host.call("test.cross_test", {{"func", "test.ping"}}) == Value(true));
    host.call("test.retcode", {{"code", 3}});
    CHECK(host.stored("retcode") == Value(3));
    CHECK_THROWS_AS(host.call("test.sleep", {{"length", -1}}), CallError);
    host.cancel(2);
    CHECK_THROWS_AS(host.call("test.sleep", {{"length", 100}}), CallError);
}

TEST_CASE_METHOD(SystemFixture, "random digests") {
    CHECK(host.call("test.random_hash", {{"hash_type", "md5"}}).size() == 32);
    host.set_option("hash_type", "sha1");
    CHECK(host.call("test.rand_str").size() == 40);
    CHECK_THROWS_AS(host.call("test.random_hash", {{"hash_type", "rot13"}}), CallError);
}

TEST_CASE_METHOD(SystemFixture, "test states report what they are told to") {
    CHECK_FALSE(host.state("test.nop", {{"name", "x"}, {"comment", "ignored"}}).changed());
    const StateReturn changed = host.state("test.succeed_with_changes", {{"name", "x"}});
    CHECK(changed.changes()["testing"]["old"] == Value("Unchanged"));
    CHECK(host.state("test.succeed_with_changes", {{"name", "x"}}, {.test = true}).pending());
    CHECK(host.state("test.fail_without_changes", {{"name", "x"}, {"comment", "why"}}).comment() ==
          "why");
    CHECK(
        host.state("test.succeed_without_changes", {{"name", "x"}, {"result", false}}).succeeded());
    const StateReturn configured =
        host.state("test.configurable_test_state",
                   {{"name", "x"}, {"changes", false}, {"result", false}, {"warnings", "careful"}});
    CHECK(configured.failed());
    CHECK(configured.data()["warnings"].items()[0] == Value("careful"));
    CHECK_THROWS_AS(
        host.state("test.configurable_test_state", {{"name", "x"}, {"result", "perhaps"}}),
        CallError);
    CHECK_THROWS_AS(host.state("test.show_notification", {{"name", "x"}}), CallError);
}

TEST_CASE_METHOD(SystemFixture, "test.check_pillar looks for keys and types") {
    host.set_pillar("s", "text");
    host.set_pillar("i", 5);
    host.set_pillar("d:k", "v");
    Arena arena;
    const Value present = List(arena.memory()).add("s").add("d:k").value();
    CHECK(host.state("test.check_pillar", {{"name", "x"}, {"present", present}}).succeeded());
    const StateReturn bad = host.state("test.check_pillar", {{"name", "x"},
                                                             {"present", "nope"},
                                                             {"string", "i"},
                                                             {"dictionary", "d"},
                                                             {"verbose", true}});
    CHECK(bad.failed());
    CHECK(bad.comment() ==
          "Pillar key \"nope\" is missing.\nPillar key \"i\" is not (<class 'str'>,).\n"
          "Those keys passed the check:\n- d (<class 'dict'>)\n");
    CHECK_THROWS_AS(host.state("test.check_pillar", {{"name", "x"}}), CallError);
}
