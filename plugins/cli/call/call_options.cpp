// SPDX-License-Identifier: Apache-2.0
#include "call_options.hpp"

#include <brine/support/command_line.hpp>

#include <charconv>
#include <utility>

namespace brine::cli {
namespace {

using support::ParsedCommand;

support::CommandSpec command_line() {
    return {
        .name = "brine call",
        .summary = "Runs a function on this machine.",
        .arguments = {{.name = "FUNCTION",
                       .help = "module.function, e.g. state.apply",
                       .required = false},
                      {.name = "ARGUMENT",
                       .help = "its arguments; NAME=VALUE is a keyword argument",
                       .required = false,
                       .verbatim = true}},
        .options =
            {
                {.names = "--args-json",
                 .value = "JSON",
                 .help = "take the arguments from JSON: {\"args\": [...], \"kwargs\": {...}}"},
                {.names = "--local", .help = "run in this process, whether or not brined runs"},
                {.names = "--async", .help = "leave the job to brined and print its id"},
                {.names = "--out,--output",
                 .value = "OUTPUTTER",
                 .help = "how to show the result: highstate, nested, json, yaml, txt, raw, quiet"},
                {.names = "--out-indent,--output-indent",
                 .value = "SPACES",
                 .help = "spaces per level; below 0: as compact as can be"},
                {.names = "--out-file,--output-file",
                 .value = "FILE",
                 .help = "write the result to a file"},
                {.names = "--no-color,--no-colour", .help = "never use colours"},
                {.names = "--force-color,--force-colour", .help = "use colours in a pipe too"},
                {.names = "--no-progress", .help = "show no progress on a terminal"},
                {.names = "--retcode-passthrough", .help = "exit with the function's own status"},
                {.names = "-d,--doc,--documentation",
                 .help = "show the documentation of the function, or of all that start so"},
                {.names = "-g,--grains", .help = "show the grains of this machine"},
            },
        .notes =
            "Arguments are YAML: 5 is a number, true a truth value, '[a, b]' a list. "
            "NAME=VALUE is a\n"
            "keyword argument. Everywhere: -c DIR, -l LEVEL, and the others of "
            "`brine --help`.\n\n"
            "Exit status: 0 when the function returned and no state failed, 1 otherwise, 64 "
            "for a mistake\n"
            "on the command line.\n\n"
            "Examples:\n\n"
            "  brine call test.ping\n"
            "  brine call state.apply web test=True\n"
            "  brine call cmd.run 'ls -l' cwd=/etc --out=json",
    };
}

CallOptions mistake(CallOptions options, const std::string& what) {
    options.message = "brine call: " + what + "; see `brine call --help`\n";
    options.exit_status = support::usage_error;
    return options;
}

std::optional<int> integer(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

CallOptions parse_call_options(const std::vector<std::string_view>& argv) {
    ParsedCommand parsed = parse_command(command_line(), argv);
    CallOptions options;
    if (parsed.message) {
        options.message = std::move(parsed.message);
        options.exit_status = parsed.exit_status;
        return options;
    }
    options.function = parsed.value_or("FUNCTION", "");
    options.words = parsed.values("ARGUMENT");
    options.args_json = parsed.value("args-json");
    options.output = parsed.value_or("output", "");
    options.output_file = parsed.value_or("output-file", "");
    options.local = parsed.has("local");
    options.async = parsed.has("async");
    options.doc = parsed.has("documentation");
    options.grains = parsed.has("grains");
    options.no_colour = parsed.has("no-colour");
    options.force_colour = parsed.has("force-colour");
    options.no_progress = parsed.has("no-progress");
    options.retcode_passthrough = parsed.has("retcode-passthrough");
    if (const auto indent = parsed.value("output-indent")) {
        options.output_indent = integer(*indent);
        if (!options.output_indent)
            return mistake(std::move(options),
                           "--out-indent takes a number, not '" + *indent + "'");
    }
    if (options.args_json && !options.words.empty())
        return mistake(std::move(options), "give arguments by --args-json or as words, not both");
    if (options.grains) options.function = "grains.items";
    if (options.function.empty() && !options.doc)
        return mistake(std::move(options), "which function? For example: brine call test.ping");
    return options;
}

}  // namespace brine::cli
