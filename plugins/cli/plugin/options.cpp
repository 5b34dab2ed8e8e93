// SPDX-License-Identifier: Apache-2.0
#include "options.hpp"

#include <CLI/CLI.hpp>

#include <sstream>

namespace brine::cli {
namespace {

constexpr int usage_error = 64;  // EX_USAGE of sysexits.h

void add_format(CLI::App& app, std::string& out) {
    app.add_option("--out", out, "text for people (default) or json for programs")
        ->check(CLI::IsMember({"text", "json"}));
}

}  // namespace

Options parse_options(const std::vector<std::string_view>& argv) {
    Options options;
    std::string out;
    CLI::App app("Lists, explains, checks and makes plugins.", "brine plugin");
    app.require_subcommand(1);

    CLI::App& list = *app.add_subcommand("list", "the plugins that are found, and who wins");
    add_format(list, out);

    CLI::App& info = *app.add_subcommand("info", "all about one plugin");
    info.add_option("NAME", options.subject, "the plugin's name")->required();
    add_format(info, out);

    CLI::App& check = *app.add_subcommand("check", "look at a plugin file as the loader will");
    check.add_option("FILE", options.subject, "e.g. build/acme-user.so")->required();
    check.footer("Exit status: 0 when it is fine (warnings are), 1 when it is not.");
    add_format(check, out);

    CLI::App& create = *app.add_subcommand("new", "write a project for a new plugin");
    create.add_option("NAME", options.subject, "lower-case letters, digits, dashes")->required();
    create.add_option("--directory", options.directory, "where (default: ./NAME)");
    create.add_option("--kind", options.kind, "only an execution function, or only a state")
        ->check(CLI::IsMember({"exec", "state"}));

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
    if (info.parsed()) options.task = Task::info;
    if (check.parsed()) options.task = Task::check;
    if (create.parsed()) options.task = Task::create;
    return options;
}

}  // namespace brine::cli
