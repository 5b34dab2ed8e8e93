// SPDX-License-Identifier: Apache-2.0
//
// brined: the daemon.
#include "core/app/common_options.hpp"
#include "core/app/daemon.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <functional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace brine::core;

constexpr int usage_error = 64;

brine::support::CommandSpec command_line() {
    brine::support::CommandSpec spec{
        .name = "brined",
        .summary = "Runs jobs, event handlers and engines until it gets SIGTERM.",
        .options = {{.names = "-d,--daemon", .help = "go into the background once ready"}},
        .notes =
            "SIGHUP makes it look for plugins at once; it also notices by itself when plugin "
            "files come, go\n"
            "or change."};
    for (brine::support::OptionSpec& option : common_option_specs())
        spec.options.push_back(std::move(option));
    return spec;
}

// In the background the caller is let go when the daemon is ready, or told that it is not.
class Background {
  public:
    // Returns in the child. The parent waits for it and ends the program with its verdict.
    void enter() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) fail("cannot make a pipe");
        const pid_t child = ::fork();
        if (child < 0) fail("cannot start a process");
        if (child > 0) {
            ::close(ends[1]);
            char verdict = 0;
            const bool is_ready = ::read(ends[0], &verdict, 1) == 1;
            int status = 0;
            if (!is_ready) ::waitpid(child, &status, 0);
            ::_exit(is_ready ? 0 : WIFEXITED(status) ? WEXITSTATUS(status) : 1);
        }
        ::close(ends[0]);
        ready_ = ends[1];
        ::setsid();
    }

    // Standard streams go to /dev/null from now on: the log file takes over.
    void report_ready() {
        if (ready_ < 0) return;
        const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
        if (null < 0) fail("cannot open /dev/null");
        for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            if (::dup2(null, stream) < 0) fail("cannot redirect a standard stream");
        ::close(null);
        if (::write(ready_, "+", 1) != 1) fail("cannot report to the starting process");
        ::close(ready_);
    }

  private:
    [[noreturn]] static void fail(const char* what) {
        throw std::system_error(errno, std::generic_category(), what);
    }

    int ready_ = -1;
};

// The options of this program that a job's process needs as well.
std::vector<std::string> worker_options(const std::vector<std::string_view>& arguments) {
    std::vector<std::string> options;
    for (const std::string_view argument : arguments)
        if (argument != "-d" && argument != "--daemon") options.emplace_back(argument);
    return options;
}

int brined_main(const std::vector<std::string_view>& arguments) {
    CommonOptions options = take_common_options(arguments);
    if (options.help || options.man) {
        const brine::support::CommandSpec spec = command_line();
        std::fputs(
            (options.man ? brine::support::man_page(spec) : brine::support::help_text({&spec}))
                .c_str(),
            stdout);
        return 0;
    }
    if (options.version) {
        std::puts("brined " BRINE_VERSION);
        return 0;
    }
    bool in_background = false;
    for (const std::string& word : options.rest) {
        if (word != "-d" && word != "--daemon")
            throw brine::BadArgument("brined takes no '" + word + "'; see `brined --help`");
        in_background = true;
    }
    Background background;
    if (in_background) background.enter();  // before there are any threads
    std::signal(SIGPIPE, SIG_IGN);
    options.instance.log_file_from_config = true;
    Instance instance(options.instance);
    run_daemon(instance, worker_options(arguments), [&] { background.report_ready(); });
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return brined_main({argv + 1, argv + argc});
    } catch (const brine::BadArgument& error) {
        std::fprintf(stderr, "brined: %s\n", error.what());
        return usage_error;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "brined: %s\n", error.what());
        return 1;
    }
}
