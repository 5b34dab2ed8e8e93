// SPDX-License-Identifier: Apache-2.0
#include "command_plan.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <brine/support/text.hpp>
#include <brine/support/user.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <stdexcept>

#include "environment.hpp"
#include "shell_words.hpp"

namespace brine::cmd {
namespace {

bool is_directory(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

std::string checked_shell(const RunArguments& arguments) {
    const std::string shell = arguments.shell && !arguments.shell->str().empty()
                                  ? arguments.shell->str()
                                  : default_shell();
    struct stat status {};
    if (::stat(shell.c_str(), &status) != 0 || !S_ISREG(status.st_mode) ||
        ::access(shell.c_str(), X_OK) != 0)
        throw Error(format("The shell {} is not available", shell));
    return shell;
}

// A state's `runas` reaches the commands that are run on its behalf through the context.
std::string wanted_user(Call& call, const RunArguments& arguments) {
    std::string user =
        arguments.runas ? arguments.runas->str() : std::string(call.lookup("runas").str_or(""));
    if (user.empty()) return user;
    try {
        return support::find_user(user).name;
    } catch (const std::invalid_argument&) {
        throw Error(format("User '{}' is not available", user));
    }
}

std::string home_directory(const std::string& user) {
    if (!user.empty()) return support::find_user(user).home;
    const char* home = std::getenv("HOME");
    return home != nullptr ? home : "/";
}

std::string working_directory(const RunArguments& arguments, const std::string& user) {
    if (!arguments.cwd || arguments.cwd->str().empty()) {
        const std::string home = home_directory(user);
        return ::access(home.c_str(), R_OK) == 0 && is_directory(home) ? home : "/";
    }
    const std::string& cwd = arguments.cwd->str();
    if (!cwd.starts_with('/') || !is_directory(cwd))
        throw Error(format("Specified cwd '{}' either not absolute or does not exist", cwd));
    return cwd;
}

std::vector<std::string> command_argv(const RunArguments& arguments, const std::string& shell) {
    std::vector<std::string> argv;
    if (arguments.cmd.is_list()) {
        for (const Value& item : arguments.cmd.items()) argv.push_back(clear_text(item));
        if (argv.empty()) throw BadArgument("the command is an empty list");
        // As Python does it: the first item is the script, the others are its parameters.
        if (arguments.python_shell) argv.insert(argv.begin(), {shell, "-c"});
        return argv;
    }
    const std::string text = clear_text(arguments.cmd);
    if (arguments.python_shell) return support::shell_argv(text, shell);
    argv = shell_words(text);
    if (argv.empty()) throw BadArgument("the command is empty");
    return argv;
}

// The text of a command without a shell is shown as the list that it was split into.
std::string shown_command(const Call& call, const RunArguments& arguments,
                          const std::vector<std::string>& argv) {
    if (arguments.python_shell || arguments.cmd.is_list()) return to_text(arguments.cmd);
    List words = call.list();
    for (const std::string& word : argv) words.add(word);
    return to_text(words.value());
}

std::string first_word(const Value& cmd) {
    const std::string text = to_text(cmd.is_list() && cmd.size() != 0 ? cmd.items().front() : cmd);
    const std::string_view stripped = support::strip(text);
    return std::string(stripped.substr(0, stripped.find_first_of(" \t\r\n")));
}

std::optional<mode_t> file_creation_mask(const std::optional<Text>& umask) {
    if (!umask) return std::nullopt;
    std::string_view digits = *umask;
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.empty()) throw Error("Zero umask is not allowed.");
    constexpr int octal = 8;
    constexpr unsigned most = 0777;
    unsigned mask = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, mask, octal);
    if (error != std::errc() || stop != end || mask > most)
        throw Error(format("Invalid umask: '{}'", umask->str()));
    return static_cast<mode_t>(mask);
}

std::optional<std::chrono::milliseconds> time_limit(const Value& timeout) {
    constexpr double longest = 100.0 * 365 * 24 * 3600;
    if (!timeout) return std::nullopt;
    if (!timeout.is_number())
        throw BadArgument(format("Error: timeout {} must be a number", timeout));
    const double seconds = timeout.number();
    if (!std::isfinite(seconds) || seconds < 0 || seconds > longest)
        throw BadArgument(format("Error: timeout {} is out of range", timeout));
    constexpr double milliseconds_per_second = 1000;
    return std::chrono::milliseconds(
        std::max<std::int64_t>(1, std::llround(seconds * milliseconds_per_second)));
}

std::string standard_input(const RunArguments& arguments) {
    if (!arguments.stdin_text) return {};
    std::string text = arguments.stdin_text->str();
    if (arguments.stdin_raw_newlines) return text;
    // On a command line a line break is written as \n.
    for (std::size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at + 1))
        text.replace(at, 2, "\n");
    return text;
}

}  // namespace

std::string default_shell() {
    const char* shell = std::getenv("SHELL");
    return shell != nullptr && *shell != '\0' ? shell : "/bin/sh";
}

CommandPlan plan_command(Call& call, const RunArguments& arguments) {
    CommandPlan plan;
    plan.user = wanted_user(call, arguments);
    plan.shell = checked_shell(arguments);
    plan.command.argv = command_argv(arguments, plan.shell);
    plan.command.user = plan.user;
    plan.command.working_directory = working_directory(arguments, plan.user);
    plan.command.file_creation_mask = file_creation_mask(arguments.umask);
    plan.options.timeout = time_limit(arguments.timeout);
    plan.options.input = standard_input(arguments);
    plan.options.merge_error_into_output = arguments.redirect_stderr;
    plan.options.cancel_requested = [&call] { return call.cancelled(); };
    plan.shown = shown_command(call, arguments, plan.command.argv);
    plan.first_word = first_word(arguments.cmd);
    plan.command.environment = command_environment(call, arguments, plan.user, plan.shell);
    return plan;
}

}  // namespace brine::cmd
