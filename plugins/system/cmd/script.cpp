// SPDX-License-Identifier: Apache-2.0
#include "script.hpp"

#include <brine/support/file.hpp>

#include <filesystem>
#include <string>

#include "runner.hpp"
#include "shell_words.hpp"
#include "temporary_file.hpp"

namespace brine::cmd {
namespace {

// The part of a URL that is a path: without the environment that may follow.
std::string_view path_part(std::string_view source) { return source.substr(0, source.find('?')); }

// The content of a script as text for the renderer or bytes for the file; nothing if it is not
// there.
std::optional<std::string> fetch(Call& call, std::string_view source, std::string_view saltenv) {
    const Pair kwargs[] = {{"source", source}, {"saltenv", saltenv}};
    const Value path = call.invoke({.kind = "fileclient",
                                    .name = "fileclient.find",
                                    .arguments = {.args = {}, .kwargs = kwargs}});
    if (path.is_nil()) return std::nullopt;
    return support::read_file(std::string(path.str()));
}

std::string render(Call& call, const ScriptArguments& arguments, std::string_view saltenv,
                   std::string_view text) {
    const Value source = text;
    const Pair options[] = {{"context", arguments.context ? arguments.context : call.map({})},
                            {"saltenv", saltenv},
                            {"source", arguments.source}};
    const Value rendered = call.invoke({.kind = "renderer",
                                        .name = *arguments.renderer,
                                        .arguments = {.args = {&source, 1}, .kwargs = options}});
    return to_text(rendered);
}

}  // namespace

std::string_view default_saltenv(Call& call) {
    if (const Value state = call.lookup("saltenv"); state.is_str()) return state.str();
    const Value option = call.option("saltenv");
    return option ? option.str_or("base") : "base";
}

std::optional<RunOutcome> run_script(Call& call, const ScriptArguments& arguments,
                                     std::string_view function) {
    const std::string_view saltenv = arguments.saltenv ? *arguments.saltenv : default_saltenv(call);
    std::optional<std::string> contents = fetch(call, arguments.source, saltenv);
    if (!contents) {
        if (asked_by_user(call, function)) call.store("retcode", 1);
        return std::nullopt;
    }
    if (arguments.renderer && !arguments.renderer->empty())
        contents = render(call, arguments, saltenv, *contents);

    const RunArguments& run = arguments.run;
    const std::string suffix = std::filesystem::path(path_part(arguments.source)).extension();
    const TemporaryFile file(run.cwd ? run.cwd->str() : std::string(), suffix, *contents,
                             run.runas ? run.runas->str() : std::string());
    std::string line = shell_quoted(file.path());
    if (arguments.args && !arguments.args->str().empty()) line += " " + arguments.args->str();
    RunArguments command = run;
    command.cmd = call.str(line);
    return run_command(call, command, function);
}

Value script_map(const Call& call, const std::optional<RunOutcome>& outcome, bool hide_output) {
    if (outcome) return outcome_map(call, *outcome, hide_output);
    return call.map(
        {{"pid", 0}, {"retcode", 1}, {"stdout", ""}, {"stderr", ""}, {"cache_error", true}});
}

}  // namespace brine::cmd
