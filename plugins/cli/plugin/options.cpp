// SPDX-License-Identifier: Apache-2.0
#include "options.hpp"

#include <brine/support/command_line.hpp>

namespace brine::cli {
namespace {

support::CommandSpec command_line() {
    const support::OptionSpec format{.names = "--out",
                                     .value = "FORMAT",
                                     .help = "text for people (the default) or json for programs",
                                     .choices = {"text", "json"}};
    return {
        .name = "brine plugin",
        .summary = "Lists, explains, checks and makes plugins.",
        .commands =
            {
                {.name = "list",
                 .summary = "Lists the plugins that are found, and who wins.",
                 .options = {format}},
                {.name = "info",
                 .summary = "Tells all about one plugin.",
                 .arguments = {{.name = "NAME", .help = "the plugin's name"}},
                 .options = {format}},
                {.name = "check",
                 .summary = "Looks at a plugin file as the loader will.",
                 .arguments = {{.name = "FILE", .help = "e.g. build/acme-user.so"}},
                 .options = {format},
                 .notes = "Exit status: 0 when it is fine (warnings are), 1 when it is not."},
                {.name = "new",
                 .summary = "Writes a project for a new plugin.",
                 .arguments = {{.name = "NAME", .help = "lower-case letters, digits, dashes"}},
                 .options = {{.names = "--directory",
                              .value = "DIR",
                              .help = "where to (default: ./NAME)"},
                             {.names = "--kind",
                              .value = "KIND",
                              .help = "only an execution function, or only a state",
                              .choices = {"exec", "state"}}}},
            },
    };
}

}  // namespace

Options parse_options(const std::vector<std::string_view>& argv) {
    support::ParsedCommand parsed = parse_command(command_line(), argv);
    Options options;
    if (parsed.message) {
        options.message = std::move(parsed.message);
        options.exit_status = parsed.exit_status;
        return options;
    }
    const std::string& command = parsed.commands.front();
    if (command == "new") {
        options.task = Task::create;
        options.subject = parsed.value_or("NAME", "");
        options.directory = parsed.value_or("directory", "");
        options.kind = parsed.value_or("kind", "");
        return options;
    }
    options.json = parsed.value_or("out", "text") == "json";
    if (command == "info") {
        options.task = Task::info;
        options.subject = parsed.value_or("NAME", "");
    } else if (command == "check") {
        options.task = Task::check;
        options.subject = parsed.value_or("FILE", "");
    }
    return options;
}

}  // namespace brine::cli
