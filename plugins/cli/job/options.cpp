// SPDX-License-Identifier: Apache-2.0
#include "options.hpp"

#include <CLI/CLI.hpp>

#include <charconv>
#include <csignal>
#include <cstring>
#include <sstream>

namespace brine::cli {
namespace {

constexpr int usage_error = 64;  // EX_USAGE of sysexits.h

void add_format(CLI::App& app, std::string& out) {
    app.add_option("--out", out, "text for people (default) or json for programs")
        ->check(CLI::IsMember({"text", "json"}));
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
    Options options;
    std::string out;
    std::string signal = "TERM";
    CLI::App app("Jobs of the running brined.", "brine job");
    app.require_subcommand(1);

    CLI::App& list = *app.add_subcommand("list", "jobs that run, wait or ended lately");
    add_format(list, out);

    CLI::App& show = *app.add_subcommand("show", "one job and its outcome");
    show.add_option("JID", options.jid, "the job's id")->required();
    add_format(show, out);

    CLI::App& kill = *app.add_subcommand("kill", "send a signal to a job's processes");
    kill.add_option("JID", options.jid, "the job's id")->required();
    kill.add_option("--signal", signal, "name or number (default: TERM)")
        ->check([](const std::string& text) {
            return signal_number(text) ? std::string() : "there is no signal '" + text + "'";
        });

    CLI::App& status = *app.add_subcommand("status", "how brined itself is");
    add_format(status, out);

    std::vector<std::string> reversed(argv.rbegin(), argv.rend());
    try {
        app.parse(reversed);
    } catch (const CLI::ParseError& error) {
        std::ostringstream to_out;
        std::ostringstream to_err;
        const bool help = app.exit(error, to_out, to_err) == 0;
        options.message = help ? to_out.str() : to_err.str();
        options.exit_status = help ? 0 : usage_error;
        return options;
    }
    options.json = out == "json";
    options.signal = signal_number(signal).value_or(SIGTERM);
    if (show.parsed()) options.task = Task::show;
    if (kill.parsed()) options.task = Task::kill;
    if (status.parsed()) options.task = Task::status;
    return options;
}

}  // namespace brine::cli
