// SPDX-License-Identifier: Apache-2.0
#include "call_options.hpp"

#include <CLI/CLI.hpp>

#include <cctype>
#include <sstream>
#include <utility>

namespace brine::cli {
namespace {

constexpr int usage_error = 64;  // EX_USAGE of sysexits.h

// "-x" and "--word", but no number, dashes or text that happens to begin with one.
bool is_option(const std::string& word) {
    const std::size_t dashes = word.starts_with("--") ? 2 : word.starts_with('-') ? 1 : 0;
    return dashes > 0 && word.size() > dashes &&
           std::isalpha(static_cast<unsigned char>(word[dashes])) != 0;
}

CallOptions mistake(CallOptions options, const std::string& what) {
    options.message = "brine call: " + what + "; see `brine call --help`\n";
    options.exit_status = usage_error;
    return options;
}

}  // namespace

CallOptions parse_call_options(const std::vector<std::string_view>& argv) {
    CallOptions options;
    CLI::App app("Runs a function on this machine.", "brine call");
    app.footer(
        "Arguments are YAML: 5 is a number, true a truth value, '[a, b]' a list. NAME=VALUE is a\n"
        "keyword argument. Everywhere: -c DIR, -l LEVEL, and the others of `brine --help`.\n\n"
        "examples:\n"
        "  brine call test.ping\n"
        "  brine call state.apply web test=True\n"
        "  brine call cmd.run 'ls -l' cwd=/etc --out=json");
    app.add_option("FUNCTION", options.function, "module.function, e.g. state.apply");
    // The words of the function are taken as they are: CLI11 would read brackets in them.
    app.allow_extras();
    app.add_option("--args-json", options.args_json,
                   "take the arguments from JSON: {\"args\": [...], \"kwargs\": {...}}");
    app.add_flag("--local", options.local, "run in this process, whether or not brined runs");
    app.add_flag("--async", options.async, "leave the job to brined and print its id");
    app.add_option("--out,--output", options.output,
                   "how to show the result: highstate, nested, json, yaml, txt, raw, quiet");
    app.add_option("--out-indent,--output-indent", options.output_indent,
                   "spaces per level; below 0: as compact as can be");
    app.add_option("--out-file,--output-file", options.output_file, "write the result to a file");
    app.add_flag("--no-color,--no-colour", options.no_colour, "never use colours");
    app.add_flag("--force-color,--force-colour", options.force_colour, "use colours in a pipe too");
    app.add_flag("--no-progress", options.no_progress, "show no progress on a terminal");
    app.add_flag("--retcode-passthrough", options.retcode_passthrough,
                 "exit with the function's own status");
    app.add_flag("-d,--doc,--documentation", options.doc,
                 "show the documentation of the function, or of all that start so");
    app.add_flag("-g,--grains", options.grains, "show the grains of this machine");

    std::vector<std::string> reversed(argv.rbegin(), argv.rend());
    try {
        app.parse(reversed);
    } catch (const CLI::ParseError& error) {
        std::ostringstream out;
        std::ostringstream err;
        const bool help = app.exit(error, out, err) == 0;
        options.message = help ? out.str() : err.str();
        options.exit_status = help ? 0 : usage_error;
        return options;
    }
    bool options_ended = false;
    for (const std::string& word : app.remaining()) {
        if (word == "--" && !options_ended) {
            options_ended = true;
            continue;
        }
        if (!options_ended && is_option(word))
            return mistake(std::move(options), "there is no option " + word);
        options.words.push_back(word);
    }
    if (options.args_json && !options.words.empty())
        return mistake(std::move(options), "give arguments by --args-json or as words, not both");
    if (options.grains) options.function = "grains.items";
    if (options.function.empty() && !options.doc)
        return mistake(std::move(options), "which function? For example: brine call test.ping");
    return options;
}

}  // namespace brine::cli
