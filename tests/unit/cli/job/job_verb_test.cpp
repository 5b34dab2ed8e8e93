// SPDX-License-Identifier: Apache-2.0
#include "verb.hpp"

#include <catch2/catch.hpp>

using namespace brine::testing;
using Catch::Matchers::Contains;

namespace {

struct Job : brine::cli_test::Verb {
    Job() : Verb("job", PLUGIN_FILE) {}
};

Literal finished() {
    return R"({"jid": "20260131120000000001", "fun": "test.ping", "user": "ada",
               "state": "succeeded", "pid": 17, "queued": 1000.0, "started": 1001.0,
               "ended": 1003.5})"_value;
}

Literal with_outcome(const brine::Value& outcome) {
    const Literal done = finished();
    brine::Arena arena;
    brine::Map job(arena.memory());
    job.update(done);
    return Literal(job.set("outcome", outcome).value());
}

}  // namespace

TEST_CASE_METHOD(Job, "jobs are listed", "[job]") {
    on_kind("core", "daemon.jobs", list({finished(), R"({"jid": "2", "fun": "a.b", "user": "bob",
        "state": "queued", "pid": 0, "queued": 1.0, "started": null, "ended": null})"_value}));
    const Outcome text = run({"list"});
    CHECK(text.status == 0);
    CHECK_THAT(text.out, Contains("JID                   STATE      FUNCTION   USER  PID"));
    CHECK_THAT(text.out, Contains("20260131120000000001  succeeded  test.ping  ada"));
    CHECK_THAT(text.out, Contains("2.5 s\n"));
    CHECK_THAT(text.out, Contains("2                     queued     a.b        bob\n"));
    CHECK_THAT(run({"list", "--out=json"}).out, Contains("\"jid\": \"20260131120000000001\""));
}

TEST_CASE_METHOD(Job, "one job is shown with its outcome", "[job]") {
    on_kind("core", "daemon.job", with_outcome(R"({"jid": "1", "return": true,
                                                   "retcode": 0})"_value));
    const Outcome text = run({"show", "20260131120000000001"});
    CHECK(calls("daemon.job").only()["jid"] == "20260131120000000001");
    CHECK_THAT(text.out, Contains("state     succeeded\n") && Contains("time      2.5 s\n") &&
                             Contains("return (code 0):\ntrue\n"));
    CHECK_THAT(text.out, !Contains("pid"));

    on_kind("core", "daemon.job", with_outcome(R"({"jid": "1", "error": "no such thing",
                                                   "status": 3})"_value));
    CHECK_THAT(run({"show", "1"}).out, Contains("error (status 3):\nno such thing\n"));
    CHECK_THAT(run({"show", "1", "--out=json"}).out, Contains("\"error\": \"no such thing\""));
}

TEST_CASE_METHOD(Job, "a job gets a signal", "[job]") {
    on_kind("core", "daemon.kill", true);
    CHECK(run({"kill", "5"}).status == 0);
    CHECK(calls("daemon.kill").last()["signal"] == 15);
    run({"kill", "5", "--signal", "KILL"});
    CHECK(calls("daemon.kill").last()["signal"] == 9);
    run({"kill", "5", "--signal=SIGINT"});
    CHECK(calls("daemon.kill").last()["signal"] == 2);
    run({"kill", "5", "--signal", "12"});
    CHECK(calls("daemon.kill").last()["signal"] == 12);
    CHECK(calls("daemon.kill").last()["jid"] == "5");
    const Outcome wrong = run({"kill", "5", "--signal", "SIGNONE"});
    CHECK(wrong.status == 64);
    CHECK_THAT(wrong.err, Contains("there is no signal 'SIGNONE'"));
    CHECK(run({"kill", "5", "--signal", "0"}).status == 64);
    CHECK(calls("daemon.kill").size() == 4);
}

TEST_CASE_METHOD(Job, "the daemon's status is shown", "[job]") {
    on_kind("core", "daemon.status", R"({"pid": 17, "jobs_running": 2})"_value);
    CHECK(run({"status"}).out == "pid           17\njobs_running  2\n");
    CHECK_THAT(run({"status", "--out", "json"}).out, Contains("\"jobs_running\": 2"));
}

TEST_CASE_METHOD(Job, "the command line is checked, and failures are passed on", "[job]") {
    CHECK(run({}).status == 64);
    CHECK(run({"show"}).status == 64);
    CHECK(run({"list", "--out=xml"}).status == 64);
    CHECK_THAT(run({"--help"}).out, Contains("kill"));
    on_kind("core", "daemon.jobs",
            []() -> brine::Value { throw brine::Error("brined does not run"); });
    CHECK_THROWS_WITH(run({"list"}), "brined does not run");
}
