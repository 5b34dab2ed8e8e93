// SPDX-License-Identifier: Apache-2.0
//
// `brine call`: runs a function on this machine and shows what it returns, as salt-call does.
#include "call_arguments.hpp"
#include "call_options.hpp"
#include "progress.hpp"

#include <brine/sdk.hpp>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

namespace brine::cli {
namespace {

// What a function came to, wherever it ran.
struct Outcome {
    Value result;
    std::int64_t retcode = 0;
};

Outcome call_here(Call& call, const CallOptions& options, const TypedArguments& arguments) {
    // `cli` tells a function that it was asked for by a person.
    const Value context = call.map({{"cli", options.function}});
    Outcome outcome;
    outcome.result = call.invoke({.kind = "exec",
                                  .name = options.function,
                                  .arguments = arguments.view(),
                                  .context = context});
    const Value retcode = call.lookup("context:retcode");
    if (retcode.is_int()) outcome.retcode = retcode.integer();
    return outcome;
}

Value core_call(Call& call, std::string_view name, std::initializer_list<Pair> kwargs = {}) {
    return call.invoke({.kind = "core",
                        .name = name,
                        .arguments = {.args = {}, .kwargs = {kwargs.begin(), kwargs.size()}}});
}

Outcome call_in_daemon(Call& call, const CallOptions& options, const TypedArguments& arguments) {
    const Value answer = core_call(call, "daemon.run",
                                   {{"fun", options.function},
                                    {"args", Value::list(arguments.args)},
                                    {"kwargs", Value::map(arguments.kwargs)},
                                    {"wait", !options.async}});
    if (options.async) return {.result = answer["jid"], .retcode = 0};
    const Value error = answer["error"];
    if (!error.is_nil())
        throw CallError(std::string(error.str()),
                        static_cast<brine_status>(answer["status"].integer()));
    const Value retcode = answer["retcode"];
    return {.result = answer["return"], .retcode = retcode.is_int() ? retcode.integer() : 0};
}

// Through the daemon when it runs and nobody forbids it; otherwise here.
Outcome call_somewhere(Call& call, const CallOptions& options, const TypedArguments& arguments) {
    if (options.local) return call_here(call, options, arguments);
    if (core_call(call, "daemon.running").is_true())
        return call_in_daemon(call, options, arguments);
    if (options.async) throw Error("brined does not run; start it, or call without --async");
    call.log(Level::info, "brined does not run; calling {} in this process", options.function);
    return call_here(call, options, arguments);
}

bool wants_colour(Call& call, const CallOptions& options) {
    if (options.force_colour) return true;
    if (options.no_colour || !options.output_file.empty()) return false;
    const Value configured = call.option("color");
    if (configured.is_false()) return false;
    return ::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
}

// The outputter: the one asked for, else the one that the function declares, else nested.
std::string outputter(Call& call, const CallOptions& options) {
    if (!options.output.empty()) return options.output;
    const Pair kwargs[] = {{"name", options.function}};
    Value description;
    const brine_status status = call.try_invoke(
        {.kind = "core", .name = "registry.describe", .arguments = {.args = {}, .kwargs = kwargs}},
        description);
    // The daemon may know a function that is not known here.
    if (status != BRINE_OK) return "nested";
    return std::string(description["traits"]["output"].str_or("nested"));
}

std::string rendered(Call& call, const CallOptions& options, const Outcome& outcome) {
    std::vector<Pair> settings{{"color", wants_colour(call, options)},
                               {"retcode", outcome.retcode}};
    if (options.output_indent) settings.push_back({"indent", *options.output_indent});
    const Value args[] = {call.map({{"local", outcome.result}})};
    const std::string name = outputter(call, options);
    std::string text(
        call.invoke({.kind = "output", .name = name, .arguments = {args, settings}}).str());
    if (!text.empty() && text.back() != '\n') text += '\n';
    return text;
}

// Writes all of `text`, or throws naming the file.
void write_out(const std::string& file, const std::string& text) {
    std::FILE* out = file.empty() ? stdout : std::fopen(file.c_str(), "we");
    const auto fail = [&] {
        throw Error(format("cannot write {}: {}", file.empty() ? "standard output" : file,
                           std::strerror(errno)));
    };
    if (out == nullptr) fail();
    const bool written = std::fwrite(text.data(), 1, text.size(), out) == text.size();
    if ((file.empty() ? std::fflush(out) : std::fclose(out)) != 0 || !written) fail();
}

int show_documentation(Call& call, const CallOptions& options) {
    const Value args[] = {options.function};
    const Value docs = call.invoke(
        {.name = "sys.doc",
         .arguments = {.args = options.function.empty() ? std::span<const Value>() : args,
                       .kwargs = {}}});
    if (docs.size() == 0) {
        std::fprintf(stderr, "there is no documentation of '%s'\n", options.function.c_str());
        return 1;
    }
    std::string text;
    for (const Pair& pair : docs.pairs()) text += format("{}:\n\n{}\n\n", pair.key, pair.value);
    write_out(options.output_file, text);
    return 0;
}

int exit_status(const CallOptions& options, std::int64_t retcode) {
    if (retcode == 0) return 0;
    return options.retcode_passthrough ? static_cast<int>(retcode) : 1;
}

int run(Call& call, const std::vector<std::string_view>& argv) {
    const CallOptions options = parse_call_options(argv);
    if (options.message) {
        std::fputs(options.message->c_str(), options.exit_status == 0 ? stdout : stderr);
        return options.exit_status;
    }
    if (options.doc) return show_documentation(call, options);
    const TypedArguments arguments = options.args_json
                                         ? arguments_from_json(call.memory(), *options.args_json)
                                         : typed_arguments(call.memory(), options.words);
    std::optional<Progress> progress;
    if (::isatty(STDERR_FILENO) == 1 && !options.no_progress) progress.emplace(call.raw()->host);
    try {
        const Outcome outcome = call_somewhere(call, options, arguments);
        progress.reset();
        write_out(options.output_file, rendered(call, options, outcome));
        return exit_status(options, outcome.retcode);
    } catch (const CallError& error) {
        progress.reset();
        std::fprintf(stderr, "Error running '%s': %s\n", options.function.c_str(), error.what());
        return 1;
    }
}

}  // namespace
}  // namespace brine::cli

BRINE_PLUGIN("call", "1.0.0", "The command `brine call`", plugin) {
    plugin.command("call", brine::cli::run)
        .doc("Runs a function on this machine.")
        .trait("program", "salt-call");
}
