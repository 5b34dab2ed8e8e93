// SPDX-License-Identifier: Apache-2.0
#include "linked_plugins.hpp"

#include <catch2/catch.hpp>

using namespace brine;
using brine::system_test::SystemFixture;
using brine::testing::StateReturn;

namespace {

Value list_of(const Memory& memory, std::initializer_list<Value> items) {
    List list(memory);
    for (const Value& item : items) list.add(item);
    return list.value();
}

}  // namespace

TEST_CASE_METHOD(SystemFixture, "a shell interprets commands of people only") {
    CHECK(host.call("cmd.run", {{"cmd", "echo $((1 + 1))"}}) == Value("$((1 + 1))"));
    CHECK(host.call("cmd.run", {{"cmd", "echo $((1 + 1))"}, {"python_shell", true}}) == Value("2"));
    CHECK(host.call("cmd.shell", {{"cmd", "echo $((1 + 1))"}}) == Value("2"));
    host.set("cli", "cmd.run");
    CHECK(host.call("cmd.run", {{"cmd", "echo $((1 + 1))"}}) == Value("2"));
    CHECK(host.call("cmd.run_stdout", {{"cmd", "echo $((1 + 1))"}}) == Value("$((1 + 1))"));
}

TEST_CASE_METHOD(SystemFixture, "cmd.run_all tells all") {
    const Value all = host.call(
        "cmd.run_all", {{"cmd", "echo out; echo err >&2; exit 2"}, {"python_shell", true}});
    CHECK(all["retcode"] == Value(2));
    CHECK(all["stdout"] == Value("out"));
    CHECK(all["stderr"] == Value("err"));
    CHECK(all["pid"].integer() > 0);
    const Value merged = host.call(
        "cmd.run_all",
        {{"cmd", "echo out; echo err >&2"}, {"python_shell", true}, {"redirect_stderr", true}});
    CHECK(merged["stdout"] == Value("out\nerr"));
    CHECK(merged["stderr"] == Value(""));
    CHECK(host.call("cmd.run_all", {{"cmd", "kill -9 $$"}, {"python_shell", true}})["retcode"] ==
          Value(-9));
    CHECK(host.call("cmd.run_stderr", {{"cmd", "echo err >&2"}, {"python_shell", true}}) ==
          Value("err"));
    CHECK(host.call("cmd.retcode", {{"cmd", "exit 5"}, {"python_shell", true}}) == Value(5));
}

TEST_CASE_METHOD(SystemFixture, "output is UTF-8 text") {
    CHECK(host.call("cmd.run", {{"cmd", "printf 'a\\377b \\n\\n'"}, {"python_shell", true}}) ==
          Value("a\xEF\xBF\xBD"
                "b"));
    CHECK(host.call("cmd.run",
                    {{"cmd", "printf 'a \\n'"}, {"python_shell", true}, {"rstrip", false}}) ==
          Value("a \n"));
}

TEST_CASE_METHOD(SystemFixture, "where and with what a command runs") {
    Arena arena;
    const Value env = Map(arena.memory()).set("KIND", "ale").set("SIZE", 5).value();
    CHECK(host.call("cmd.shell", {{"cmd", "pwd; echo $KIND-$SIZE"}, {"cwd", root}, {"env", env}}) ==
          Value(root + "\nale-5"));
    CHECK(host.call("cmd.shell", {{"cmd", "cat"}, {"stdin", "one\\ntwo"}}) == Value("one\ntwo"));
    CHECK(host.call("cmd.shell", {{"cmd", "umask"}, {"umask", "077"}}) == Value("0077"));
    CHECK(host.call("cmd.shell", {{"cmd", "echo $LC_TIME"}}) == Value("C"));
    CHECK(host.call("cmd.shell", {{"cmd", "echo $PATH"}, {"prepend_path", "/x"}})
              .str()
              .starts_with("/x:"));
    CHECK(host.call("cmd.run", {{"cmd", list_of(arena.memory(), {"echo", "a  b", 3})}}) ==
          Value("a  b 3"));
    CHECK_THROWS_WITH(host.call("cmd.run", {{"cmd", "true"}, {"cwd", at("none")}}),
                      "Specified cwd '" + at("none") + "' either not absolute or does not exist");
    CHECK_THROWS_WITH(host.call("cmd.run", {{"cmd", "true"}, {"runas", "nobody-has-this-name"}}),
                      "User 'nobody-has-this-name' is not available");
    CHECK_THROWS_WITH(host.call("cmd.run", {{"cmd", "true"}, {"shell", "/no/shell"}}),
                      "The shell /no/shell is not available");
    CHECK_THROWS_WITH(host.call("cmd.run", {{"cmd", "true"}, {"umask", "000"}}),
                      "Zero umask is not allowed.");
    CHECK_THROWS_WITH(
        host.call("cmd.run", {{"cmd", "no-such-command-anywhere x"}}),
        Catch::StartsWith("Unable to run command '['no-such-command-anywhere', 'x']'"));
    CHECK_THROWS_AS(host.call("cmd.run", {{"cmd", ""}}), CallError);
}

TEST_CASE_METHOD(SystemFixture, "secrets are run in clear and shown as stars") {
    Arena arena;
    const Value secret = Value("hunter2").as_secret();
    const Value env = Map(arena.memory()).set("KEY", secret).value();
    CHECK(host.call("cmd.shell", {{"cmd", "echo $KEY"}, {"env", env}}) == Value("hunter2"));
    CHECK(host.call("cmd.run", {{"cmd", list_of(arena.memory(), {"echo", secret})}}) ==
          Value("hunter2"));
    CHECK_THROWS_WITH(host.call("cmd.run", {{"cmd", list_of(arena.memory(), {"no-such", secret})}}),
                      Catch::StartsWith("Unable to run command '['no-such', ********]'"));
    CHECK_FALSE(host.logged("hunter2", Level::info));
}

TEST_CASE_METHOD(SystemFixture, "a command that takes too long is stopped") {
    CHECK(host.call("cmd.run", {{"cmd", "sleep 20"}, {"timeout", 0.2}, {"python_shell", true}}) ==
          Value("sleep 20 : Timed out after 0.2 seconds"));
    CHECK(host.call("cmd.run_all", {{"cmd", "sleep 20"}, {"timeout", 0.2}})["stdout"] ==
          Value("['sleep', '20'] : Timed out after 0.2 seconds"));
}

TEST_CASE_METHOD(SystemFixture, "a cancelled command ends") {
    host.cancel(3);
    CHECK_THROWS_AS(host.call("cmd.run", {{"cmd", "sleep 20"}}), CallError);
}

TEST_CASE_METHOD(SystemFixture, "the exit status of a command that people run is the run's") {
    host.set("cli", "cmd.run");
    host.call("cmd.run", {{"cmd", "exit 7"}});
    CHECK(host.stored("retcode") == Value(7));
    host.call("cmd.run", {{"cmd", "exit 7"}, {"ignore_retcode", true}});
    CHECK(host.stored("retcode") == Value(0));
    host.set("cli", "other.function");
    host.call("cmd.run", {{"cmd", "false"}});
    CHECK(host.stored("retcode").is_nil());
    CHECK_THROWS_WITH(
        host.call("cmd.run",
                  {{"cmd", "echo why; exit 1"}, {"python_shell", true}, {"raise_err", true}}),
        "why");
}

TEST_CASE_METHOD(SystemFixture, "operators can forbid commands to people") {
    Arena arena;
    host.set("cli", "cmd.run");
    host.set_option("cmd_blacklist_glob", list_of(arena.memory(), {"rm *"}));
    CHECK_THROWS_WITH(host.call("cmd.run", {{"cmd", "rm -rf /nowhere"}}),
                      "The shell command \"rm -rf /nowhere\" is not permitted");
    CHECK(host.call("cmd.run", {{"cmd", "echo fine"}}) == Value("fine"));
    host.set_option("cmd_whitelist_glob", list_of(arena.memory(), {"date*"}));
    CHECK_THROWS_AS(host.call("cmd.run", {{"cmd", "echo fine"}}), CallError);
}

TEST_CASE_METHOD(SystemFixture, "scripts and code are run from a copy") {
    write("script.sh", "#!/bin/sh\necho \"$# $1 $2\"\n");
    const Value result = host.call(
        "cmd.script", {{"source", at("script.sh")}, {"args", "alpha 'two words'"}, {"cwd", root}});
    CHECK(result["stdout"] == Value("2 alpha two words"));
    CHECK(host.call("cmd.script", {{"source", at("none.sh")}})["cache_error"] == Value(true));
    CHECK(host.call("cmd.exec_code", {{"lang", "sh"}, {"code", "echo $1"}, {"args", "x"}}) ==
          Value("x"));
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(root)) ++files;
    CHECK(files == 1);
}

TEST_CASE_METHOD(SystemFixture, "programs are found") {
    CHECK(host.call("cmd.has_exec", {{"cmd", "sh"}}) == Value(true));
    CHECK(host.call("cmd.has_exec", {{"cmd", "no-such-command-anywhere"}}) == Value(false));
    CHECK(host.call("cmd.which", {{"cmd", "sh"}}).str().ends_with("/sh"));
    Arena arena;
    CHECK(host.call("cmd.which_bin",
                    {{"cmds", list_of(arena.memory(), {"no-such-command-anywhere", "sh"})}})
              .is_str());
}

TEST_CASE_METHOD(SystemFixture, "the state cmd.run reports what came of a command") {
    const StateReturn good = host.state("cmd.run", {{"name", "echo out; echo err >&2"}});
    CHECK(good.succeeded());
    CHECK(good.comment() == "Command \"echo out; echo err >&2\" run");
    CHECK(good.changes()["stdout"] == Value("out"));
    CHECK(good.changes()["stderr"] == Value("err"));
    CHECK(host.state("cmd.run", {{"name", "exit 4"}}).failed());
    CHECK(host.state("cmd.run", {{"name", "echo secret"}, {"hide_output", true}})
              .changes()["stdout"] == Value(""));
    CHECK(host.state("cmd.run", {{"name", "true"}, {"cwd", at("none")}}).comment() ==
          "Desired working directory \"" + at("none") + "\" is not available");
    CHECK(host.state("cmd.run", {{"name", "true"}, {"env", "A=1"}}).comment() ==
          "Invalidly-formatted 'env' parameter. See documentation.");
    CHECK(host.state("cmd.run", {{"name", "true"}, {"runas", "nobody-has-this-name"}}).comment() ==
          "User 'nobody-has-this-name' is not available");
    CHECK(host.state("cmd.run", {{"name", "sleep 20"}, {"timeout", 0.2}, {"ignore_timeout", true}})
              .succeeded());
}

TEST_CASE_METHOD(SystemFixture, "cmd.run runs nothing in test mode but what it is told to") {
    const std::string make = "touch " + at("made");
    const StateReturn would = host.state("cmd.run", {{"name", make}}, {.test = true});
    CHECK(would.pending());
    CHECK(would.comment() == "Command \"" + make + "\" would have been executed");
    CHECK_FALSE(there("made"));
    Arena arena;
    const Value stateful = list_of(
        arena.memory(), {Map(arena.memory()).set("test_name", "echo; echo changed=yes").value()});
    const StateReturn asked =
        host.state("cmd.run", {{"name", make}, {"stateful", stateful}}, {.test = true});
    CHECK(asked.pending());
    CHECK(asked.changes()["changed"] == Value("yes"));
    CHECK_FALSE(there("made"));
}

TEST_CASE_METHOD(SystemFixture, "stateful commands report their own changes") {
    const StateReturn changed = host.state(
        "cmd.run", {{"name", "echo working; echo; echo \"changed=yes comment='tank filled'\""},
                    {"stateful", true}});
    CHECK(changed.comment() == "tank filled");
    CHECK(changed.changes()["stdout"] == Value("working\n"));
    const StateReturn same =
        host.state("cmd.run", {{"name", "echo changed=no comment=fine"}, {"stateful", true}});
    CHECK(same.succeeded());
    CHECK_FALSE(same.changed());
    CHECK(host.state("cmd.run", {{"name", "echo nonsense"}, {"stateful", true}}).failed());
}

TEST_CASE_METHOD(SystemFixture, "watching states run when they are told to") {
    CHECK_FALSE(host.state("cmd.wait", {{"name", "echo fired"}}).changed());
    const StateReturn fired =
        host.state("cmd.mod_watch", {{"name", "echo fired"}, {"sfun", "wait"}, {"env", nullptr}});
    CHECK(fired.changes()["stdout"] == Value("fired"));
    write("script.sh", "#!/bin/sh\necho script\n");
    CHECK(host.state("cmd.mod_watch", {{"name", at("script.sh")}, {"sfun", "wait_script"}})
              .changes()["stdout"] == Value("script"));
    CHECK(host.state("cmd.mod_watch", {{"name", "x"}, {"sfun", "other"}}).failed());
}
