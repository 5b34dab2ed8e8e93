// SPDX-License-Identifier: Apache-2.0
//
// Jobs from the daemon's side, with a worker that ends as it is told.
#include "core/job/jid.hpp"
#include "daemon_fixture.hpp"

#include <brine/format.hpp>

#include <catch2/catch.hpp>

#include <csignal>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace brine::core;
using namespace brine::core::test;
using brine::Value;

TEST_CASE("a job's events and result arrive") {
    TestJobs jobs;
    std::vector<std::string> events;
    jobs.bus().subscribe("*", [&](std::string_view tag, const Value& data) {
        events.push_back(std::string(tag) + " " + brine::to_text(data));
    });
    const Ended end = jobs.outcome_of("echo");
    CHECK(end.state == JobState::succeeded);
    CHECK(end.value == "{'key': 'value'}");
    CHECK(jobs->find(end.jid)->outcome.get()["retcode"].integer() == 3);
    REQUIRE(events.size() == 3);
    CHECK(events[0] == "salt/job/" + end.jid + "/new {'jid': '" + end.jid +
                           "', 'tgt': 'm1', 'tgt_type': 'glob', 'fun': 'echo', 'arg': ['one'], "
                           "'minions': ['m1'], 'user': 'tester'}");
    CHECK(events[1] == "echo/1 ['one']");
    CHECK(events[2] == "salt/job/" + end.jid + "/ret/m1 {'jid': '" + end.jid +
                           "', 'id': 'm1', 'fun': 'echo', 'return': {'key': 'value'}, 'retcode': "
                           "3, 'success': False}");
}

TEST_CASE("each way to end has its state and message") {
    TestJobs jobs;
    const Ended failed = jobs.outcome_of("fail");
    CHECK(failed.state == JobState::failed);
    CHECK(failed.error == "it went wrong");

    const Ended crashed = jobs.outcome_of("crash");
    CHECK(crashed.state == JobState::crashed);
    CHECK(crashed.error ==
          "the job crashed outside of any function: Segmentation fault (signal 11)");

    const Ended killed = jobs.outcome_of("killed");
    CHECK(killed.state == JobState::crashed);
    CHECK(killed.error == "the job's process was ended by Killed (signal 9)");

    const Ended silent = jobs.outcome_of("silent");
    CHECK(silent.state == JobState::crashed);
    CHECK_THAT(silent.error, Catch::StartsWith("the job's process ended with status 7"));

    CHECK(jobs.outcome_of("garbage").state == JobState::crashed);
}

TEST_CASE("a worker that talks nonsense costs its own job only") {
    TestJobs jobs;
    CHECK(jobs.outcome_of("nonsense").state != JobState::succeeded);
    CHECK(jobs.outcome_of("half a crash").state == JobState::crashed);
    CHECK(jobs.outcome_of("echo").state == JobState::succeeded);
}

TEST_CASE("a worker that cannot be started is a failed job") {
    TestJobs jobs({}, "/nonexistent/worker");
    jobs.submit("echo");
    REQUIRE(jobs.ended.size() == 1);
    CHECK(jobs.ended[0].state == JobState::failed);
    CHECK_THAT(jobs.ended[0].error, Catch::Contains("/nonexistent/worker"));
}

TEST_CASE("no more jobs run at once than allowed, and no more wait") {
    TestJobs jobs({.running = 2, .queued = 3});
    for (int n = 0; n < 5; ++n) jobs.submit("wait");
    CHECK_THROWS_WITH(jobs.submit("wait"),
                      "3 jobs are waiting already; the limit is the option jobs_queue");
    const auto count = [&](JobState state) {
        std::size_t found = 0;
        for (const Job* job : jobs->jobs()) found += job->state == state ? 1U : 0U;
        return found;
    };
    CHECK(count(JobState::running) == 2);
    CHECK(count(JobState::queued) == 3);

    // A waiting one is taken from the queue at once; a running one makes room for the next.
    const std::string last = jobs->jobs().back()->jid;
    jobs->kill(last, SIGTERM);
    CHECK(jobs->find(last)->state == JobState::killed);
    CHECK(count(JobState::queued) == 2);
    jobs->kill(jobs->jobs().front()->jid, SIGKILL);
    jobs.run_until_ended(2);
    CHECK(count(JobState::running) == 2);
    CHECK(count(JobState::queued) == 1);
    CHECK(jobs.ended.back().error == "the job was killed: it was sent signal 9");

    CHECK_THROWS_WITH(jobs->kill("20000101000000000000", SIGTERM),
                      "there is no job 20000101000000000000");
    CHECK_THROWS_WITH(jobs->kill(last, SIGTERM), "the job " + last + " is over already");
}

TEST_CASE("a job that takes too long is ended") {
    TestJobs jobs({.time = std::chrono::milliseconds(100)});
    const Ended end = jobs.outcome_of("wait");
    CHECK(end.state == JobState::killed);
    CHECK(end.error == "the job was killed: it took longer than the job_timeout of 0.1 s");
}

TEST_CASE("a job that does not heed SIGTERM gets SIGKILL") {
    TestJobs jobs;
    const std::string jid = jobs.submit("stubborn");
    // It ignores the signal only once it has come so far.
    jobs.run_until([&, end = std::chrono::steady_clock::now() + std::chrono::milliseconds(500)] {
        return std::chrono::steady_clock::now() > end;
    });
    jobs->kill(jid, SIGTERM);
    const auto before = std::chrono::steady_clock::now();
    jobs.run_until_ended(1);
    CHECK(std::chrono::steady_clock::now() - before > std::chrono::seconds(3));
    CHECK(jobs.ended[0].state == JobState::killed);
}

TEST_CASE("only so many outcomes are kept") {
    TestJobs jobs({.kept = 2});
    for (int n = 0; n < 4; ++n) static_cast<void>(jobs.outcome_of("fail"));
    CHECK(jobs->jobs().size() == 2);
    CHECK(jobs->find(jobs.ended[0].jid) == nullptr);
    CHECK(jobs->find(jobs.ended[3].jid) != nullptr);
}

TEST_CASE("at the end all jobs are stopped") {
    TestJobs jobs({.running = 1});
    jobs.submit("wait");
    jobs.submit("wait");
    bool idle = false;
    jobs->shut_down([&] { idle = true; });
    CHECK_THROWS_WITH(jobs.submit("echo"), "brined is stopping and takes no new jobs");
    jobs.run_until([&] { return idle; });
    REQUIRE(jobs.ended.size() == 2);
    CHECK(jobs.ended[0].error == "brined stopped");
    CHECK(jobs.ended[1].error == "the job was killed: brined stopped");
}

TEST_CASE("job ids have Salt's form, ascend and are unique on all threads") {
    const std::string one = new_jid();
    CHECK(one.size() == 20);
    CHECK(one.find_first_not_of("0123456789") == std::string::npos);
    CHECK(new_jid() > one);
    std::vector<std::vector<std::string>> made(4);
    std::vector<std::thread> threads;
    for (std::vector<std::string>& mine : made)
        threads.emplace_back([&mine] {
            for (int n = 0; n < 500; ++n) mine.push_back(new_jid());
        });
    for (std::thread& thread : threads) thread.join();
    std::set<std::string> all;
    for (const std::vector<std::string>& mine : made) all.insert(mine.begin(), mine.end());
    CHECK(all.size() == 2000);
}

}  // namespace
