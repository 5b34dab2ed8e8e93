// SPDX-License-Identifier: Apache-2.0
#include "brine/support/process.hpp"

#include <signal.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "forked_check.hpp"
#include "scratch_directory.hpp"

namespace brine::support::test {
namespace {

using namespace std::chrono_literals;

ProcessResult run_shell(const std::string& script, const RunOptions& options = {}) {
    return run_process({.argv = shell_argv(script)}, options);
}

std::string launch_error(const Command& command) {
    return error_of<std::system_error>([&] { run_process(command); });
}

}  // namespace

TEST_CASE("a process returns its output and its status", "[support][process]") {
    const ProcessResult result = run_shell("echo out; echo err >&2; exit 3");
    CHECK(result.pid > 0);
    CHECK(result.exit_code == 3);
    CHECK_FALSE(result.signal_number);
    CHECK_FALSE(result.succeeded());
    CHECK(result.out == "out\n");
    CHECK(result.err == "err\n");
    CHECK_FALSE(result.truncated);
    CHECK_FALSE(result.output_left_open);
}

TEST_CASE("a process killed by a signal returns its number", "[support][process]") {
    const ProcessResult result = run_shell("kill -USR1 $$");
    CHECK_FALSE(result.exit_code);
    CHECK(result.signal_number == SIGUSR1);
}

TEST_CASE("arguments reach the program unchanged", "[support][process]") {
    const ProcessResult result = run_process({.argv = {"printf", "%s|", "a b", "", "$x", "'\"\n"}});
    CHECK(result.succeeded());
    CHECK(result.out == "a b||$x|'\"\n|");
}

TEST_CASE("another shell can run a command", "[support][process]") {
    CHECK(shell_argv("x", "/bin/bash") == std::vector<std::string>{"/bin/bash", "-c", "x"});
}

TEST_CASE("a program that cannot be run is named with the reason", "[support][process]") {
    const ScratchDirectory scratch;
    const auto script = scratch.write("script", "#!/bin/sh\n").string();
    const auto garbage = scratch.write("garbage", "no format\n");
    std::filesystem::permissions(garbage, std::filesystem::perms::owner_all);
    CHECK(launch_error({.argv = {"/bin/nosuch"}}) ==
          "cannot run '/bin/nosuch': No such file or directory");
    CHECK(launch_error({.argv = {"nosuch-program"},
                        .environment = {.set = {{"PATH", "/usr/bin:/nosuch:/etc/passwd"}}}}) ==
          "cannot run 'nosuch-program': No such file or directory");
    CHECK(launch_error({.argv = {""}}) == "cannot run '': No such file or directory");
    CHECK(launch_error({.argv = {script}}) == "cannot run '" + script + "': Permission denied");
    CHECK(launch_error({.argv = {garbage.string()}}) ==
          "cannot run '" + garbage.string() + "': Exec format error");
    // Found without permission in one directory and not at all in another one.
    CHECK(
        launch_error({.argv = {"script"},
                      .environment = {.set = {{"PATH", scratch.path().string() + ":/nosuch"}}}}) ==
        "cannot run 'script': Permission denied");
}

TEST_CASE("misuse is refused before anything runs", "[support][process]") {
    CHECK_THROWS_AS(run_process({}), std::invalid_argument);
    CHECK_THROWS_AS(run_process({.argv = {std::string("a\0b", 3)}}), std::invalid_argument);
    CHECK_THROWS_AS(run_process({.argv = {"true"}, .working_directory = std::string("/\0x", 3)}),
                    std::invalid_argument);
    CHECK_THROWS_AS(run_process({.argv = {"true"}, .environment = {.set = {{"a=b", ""}}}}),
                    std::invalid_argument);
    CHECK_THROWS_AS(run_process({.argv = {"true"}}, {.timeout = 0ms}), std::invalid_argument);
    CHECK_THROWS_AS(run_process({.argv = {"true"}}, {.kill_grace = -1ms}), std::invalid_argument);
}

TEST_CASE("a process starts in its working directory", "[support][process]") {
    CHECK(run_process({.argv = {"pwd"}, .working_directory = "/usr"}).out == "/usr\n");
    CHECK(launch_error({.argv = {"pwd"}, .working_directory = "/nosuch"}) ==
          "cannot change to directory '/nosuch': No such file or directory");
    CHECK(launch_error({.argv = {"pwd"}, .working_directory = "/etc/passwd"}) ==
          "cannot change to directory '/etc/passwd': Not a directory");
}

TEST_CASE("the environment is inherited, changed or clean", "[support][process]") {
    ::setenv("BRINE_TEST_KEPT", "kept", 1);
    ::setenv("BRINE_TEST_GONE", "gone", 1);
    const ProcessResult changed =
        run_process({.argv = shell_argv("echo $BRINE_TEST_KEPT,$BRINE_TEST_GONE,$BRINE_TEST_NEW"),
                     .environment = {.unset = {"BRINE_TEST_GONE", "BRINE_TEST_NEVER"},
                                     .set = {{"BRINE_TEST_NEW", "new"}}}});
    CHECK(changed.out == "kept,,new\n");
    const ProcessResult clean = run_process(
        {.argv = {"/usr/bin/env"}, .environment = {.clean = true, .set = {{"A", "1"}}}});
    CHECK(clean.out == "A=1\n");
}

TEST_CASE("prepend_path comes first in the search for the program", "[support][process]") {
    const ScratchDirectory scratch;
    const auto program = scratch.write("ls", "#!/bin/sh\necho \"ours $PATH\"\n");
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    const std::string directory = scratch.path().string();
    const ProcessResult result =
        run_process({.argv = {"ls"}, .environment = {.clean = true, .prepend_path = directory}});
    CHECK(result.out == "ours " + directory + ":/bin:/usr/bin\n");
}

TEST_CASE("the umask of the child can be set", "[support][process]") {
    CHECK(run_process({.argv = shell_argv("umask"), .file_creation_mask = 0027}).out == "0027\n");
}

TEST_CASE("a child leads a group or a session of its own", "[support][process]") {
    const std::string script = "ps -o pid=,pgid=,sid= -p $$ | tr -s ' '";
    const auto fields = [](const ProcessResult& result) {
        std::istringstream text(result.out);
        pid_t pid = 0;
        pid_t group = 0;
        pid_t session = 0;
        text >> pid >> group >> session;
        CHECK(pid == result.pid);
        CHECK(group == result.pid);
        return session;
    };
    const ProcessResult in_group = run_shell(script);
    CHECK(fields(in_group) == ::getsid(0));
    const ProcessResult in_session = run_process({.argv = shell_argv(script), .new_session = true});
    CHECK(fields(in_session) == in_session.pid);
}

TEST_CASE("an unknown user is an error", "[support][process]") {
    CHECK(error_of<std::invalid_argument>([] {
              run_process({.argv = {"true"}, .user = "nosuchuser"});
          }) == "unknown user 'nosuchuser'");
}

TEST_CASE("a process runs as another user", "[support][process]") {
    if (::geteuid() != 0) {
        WARN("skipped: only root may switch to another user");
        return;
    }
    const ProcessResult result = run_process({.argv = {"id"}, .user = "nobody"});
    CHECK(result.out.starts_with("uid=65534(nobody) gid=65534(nogroup) groups=65534(nogroup)"));
    const ScratchDirectory scratch;
    CHECK(launch_error(
              {.argv = {"pwd"}, .working_directory = scratch.path().string(), .user = "nobody"}) ==
          "cannot change to directory '" + scratch.path().string() + "': Permission denied");
}

TEST_CASE("a user we may not switch to is an error", "[support][process]") {
    if (::geteuid() == 0) {
        WARN("skipped: root may switch to any user");
        return;
    }
    CHECK(launch_error({.argv = {"id"}, .user = "root"}) ==
          "cannot switch to user 'root': Operation not permitted");
}

TEST_CASE("becoming who we are needs no privilege", "[support][process]") {
    const ProcessResult name = run_process({.argv = {"id", "-un"}});
    const std::string user = name.out.substr(0, name.out.find('\n'));
    CHECK(run_process({.argv = {"id", "-un"}, .user = user}).out == name.out);
}

TEST_CASE("the child gets none of our descriptors", "[support][process]") {
    // Without close-on-exec, as a careless library would leave it.
    const int leaked = ::dup(STDOUT_FILENO);
    REQUIRE(leaked > 2);
    CHECK(run_process({.argv = {"sh", "-c", "echo /proc/$$/fd/*"}}).out.find("/fd/0 ") !=
          std::string::npos);
    const ProcessResult result = run_shell(
        "for fd in /proc/$$/fd/*; do case ${fd##*/} in 0|1|2) ;; *) readlink $fd;; esac; done");
    CHECK(result.out.empty());
    ::close(leaked);
}

TEST_CASE("signals are reset in the child", "[support][process]") {
    struct sigaction ignore {};
    struct sigaction previous {};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGHUP, &ignore, &previous);
    sigset_t blocked;
    sigset_t previous_mask;
    ::sigemptyset(&blocked);
    ::sigaddset(&blocked, SIGUSR2);
    ::pthread_sigmask(SIG_BLOCK, &blocked, &previous_mask);
    const ProcessResult result = run_process({.argv = {"grep", "^Sig[BI]", "/proc/self/status"}});
    ::pthread_sigmask(SIG_SETMASK, &previous_mask, nullptr);
    ::sigaction(SIGHUP, &previous, nullptr);
    CHECK(result.out == "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
}

TEST_CASE("standard descriptors that are closed do no harm", "[support][process]") {
    CHECK(passes_in_fork([] {
        for (int fd = 0; fd <= 2; ++fd) ::close(fd);
        const ProcessResult result = run_shell("cat; echo err >&2", {.input = "in"});
        return result.succeeded() && result.out == "in" && result.err == "err\n";
    }));
}

TEST_CASE("processes run from many threads at once", "[support][process]") {
    std::vector<std::thread> threads;
    std::vector<int> failures(8, 0);
    for (std::size_t index = 0; index < failures.size(); ++index) {
        threads.emplace_back([&, index] {
            for (int round = 0; round < 15; ++round) {
                const std::string text(100'000, static_cast<char>('a' + index));
                if (run_process({.argv = {"cat"}}, {.input = text}).out != text) ++failures[index];
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(failures == std::vector<int>(8, 0));
}

TEST_CASE("no descriptor is lost", "[support][process]") {
    const auto open_descriptors = [] {
        const std::filesystem::directory_iterator entries("/proc/self/fd");
        return std::distance(begin(entries), end(entries));
    };
    const auto before = open_descriptors();
    run_shell("echo x", {.input = "y"});
    launch_error({.argv = {"/bin/nosuch"}});
    CHECK(open_descriptors() == before);
}

}  // namespace brine::support::test
