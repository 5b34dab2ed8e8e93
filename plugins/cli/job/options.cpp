// SPDX-License-Identifier: Apache-2.0
#include "options.hpp"

#include <brine/support/command_line.hpp>

#include <charconv>
#include <csignal>
#include <cstring>

namespace brine::cli {
namespace {

using support::CommandSpec;

CommandSpec command_line() {
    const support::OptionSpec format{.names = "--out",
                                     .value = "FORMAT",
                                     .help = "text for people (the default) or json for programs",
                                     .choices = {"text", "json"}};
    const support::ArgumentSpec jid{.name = "JID", .help = "the job's id"};
    return {
        .name = "brine job",
        .summary = "Lists, shows and kills jobs of the running brined.",
        .commands =
            {
                {.name = "list",
                 .summary = "Lists the jobs that run, wait or ended lately.",
                 .options = {format}},
                {.name = "show",
                 .summary = "Shows one job and its outcome.",
                 .arguments = {jid},
                 .options = {format}},
                {.name = "kill",
                 .summary = "Sends a signal to a job's processes.",
                 .arguments = {jid},
                 .options = {{.names = "--signal",
                              .value = "SIGNAL",
                              .help = "name or number (default: TERM)"}}},
                {.name = "status", .summary = "Tells how brined itself is.", .options = {format}},
            },
    };
}

Task task_named(std::string_view command) {
    if (command == "show") return Task::show;
    if (command == "kill") return Task::kill;
    if (command == "status") return Task::status;
    return Task::list;
}

}  // namespace

std::optional<int> signal_number(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size()) {
        if (number < 1 || number > SIGRTMAX) return std::nullopt;
        return number;
    }
    if (text.starts_with("SIG")) text.remove_prefix(3);
    for (int candidate = 1; candidate <= SIGRTMAX; ++candidate)
        if (const char* name = ::sigabbrev_np(candidate); name != nullptr && text == name)
            return candidate;
    return std::nullopt;
}

Options parse_options(const std::vector<std::string_view>& argv) {
    support::ParsedCommand parsed = parse_command(command_line(), argv);
    Options options;
    if (parsed.message) {
        options.message = std::move(parsed.message);
        options.exit_status = parsed.exit_status;
        return options;
    }
    options.task = task_named(parsed.commands.front());
    if (options.task == Task::show || options.task == Task::kill)
        options.jid = parsed.value_or("JID", "");
    if (options.task != Task::kill) {
        options.json = parsed.value_or("out", "text") == "json";
        return options;
    }
    const std::string signal = parsed.value_or("signal", "TERM");
    if (const auto number = signal_number(signal)) {
        options.signal = *number;
    } else {
        options.message = "brine job kill: there is no signal '" + signal + "'\n";
        options.exit_status = support::usage_error;
    }
    return options;
}

}  // namespace brine::cli
