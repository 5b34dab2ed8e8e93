// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>

#include <utility>

#include "groups.hpp"
#include "state_run.hpp"

namespace brine::cmd {
namespace {

// ---- cmd.run, cmd.wait, cmd.watch: a command ----

constexpr std::string_view run_doc =
    "- `name` (str): the command, for a shell\n"
    "- `cwd` (str): absolute directory to run it in\n"
    "- `runas` (str): user to run it as\n"
    "- `shell` (str): the grain `shell` by default\n"
    "- `env` (map or list of maps): variables to set\n"
    "- `prepend_path` (str): directories to put in front of `PATH`\n"
    "- `stateful` (bool or list, false): the command tells what it changed, as a JSON object or "
    "as a last line `changed=yes comment='...' name=value`; `[{test_name: COMMAND}]` also names a "
    "command for test mode\n"
    "- `output_loglevel` (str, debug): level at which output is logged\n"
    "- `hide_output` (bool, false): leave output out of the changes\n"
    "- `timeout` (number): seconds after which the command is stopped\n"
    "- `ignore_timeout` (bool, false): let the state succeed then\n"
    "- `success_retcodes` (list of int), `success_stdout`, `success_stderr` (list of str): what "
    "means success besides exit status 0\n"
    "- `stdin`, `umask`, `clean_env`, `rstrip`, `bg`, `ignore_retcode`, `redirect_stderr`, "
    "`reset_system_locale`, `stdin_raw_newlines`: as for the function `cmd.run_all`\n";

// The parameters of the states that run a command, once for all of them. body(state, arguments)
// makes the result.
template <class Body>
Function add_command_state(Plugin& p, std::string_view state_name, Body body) {
    const auto function =
        [body](State& state, std::string_view, std::optional<Text> cwd, std::optional<Text> runas,
               std::optional<Text> shell, Value env, std::optional<Text> prepend_path,
               Value stateful, std::string_view output_loglevel, bool hide_output, Value timeout,
               bool ignore_timeout, Value success_retcodes, Value success_stdout,
               Value success_stderr, std::optional<Text> stdin_text, std::optional<Text> umask,
               bool clean_env, bool rstrip, bool bg, bool ignore_retcode, bool redirect_stderr,
               bool reset_system_locale, bool stdin_raw_newlines) {
            return body(state, StateArguments{.run = {.cwd = std::move(cwd),
                                                      .stdin_text = std::move(stdin_text),
                                                      .runas = std::move(runas),
                                                      .shell = std::move(shell),
                                                      .env = env,
                                                      .clean_env = clean_env,
                                                      .prepend_path = std::move(prepend_path),
                                                      .rstrip = rstrip,
                                                      .umask = std::move(umask),
                                                      .timeout = timeout,
                                                      .output_loglevel = output_loglevel,
                                                      .reset_system_locale = reset_system_locale,
                                                      .ignore_retcode = ignore_retcode,
                                                      .stdin_raw_newlines = stdin_raw_newlines,
                                                      .redirect_stderr = redirect_stderr,
                                                      .bg = bg,
                                                      .success_retcodes = success_retcodes,
                                                      .success_stdout = success_stdout,
                                                      .success_stderr = success_stderr},
                                              .stateful = stateful,
                                              .hide_output = hide_output,
                                              .ignore_timeout = ignore_timeout});
        };
    return p.state(state_name, function, "name"_a, "cwd"_a = nullptr, "runas"_a = nullptr,
                   "shell"_a = nullptr, "env"_a = nullptr, "prepend_path"_a = nullptr,
                   "stateful"_a = false, "output_loglevel"_a = "debug", "hide_output"_a = false,
                   "timeout"_a = nullptr, "ignore_timeout"_a = false,
                   "success_retcodes"_a = nullptr, "success_stdout"_a = nullptr,
                   "success_stderr"_a = nullptr, "stdin"_a = nullptr, "umask"_a = nullptr,
                   "clean_env"_a = false, "rstrip"_a = true, "bg"_a = false,
                   "ignore_retcode"_a = false, "redirect_stderr"_a = false,
                   "reset_system_locale"_a = true, "stdin_raw_newlines"_a = false);
}

// ---- cmd.script, cmd.wait_script: a script ----

constexpr std::string_view script_doc =
    "- `name` (str): the script, unless `source` names it; arguments may follow after a blank\n"
    "- `source` (str): path or `salt://` URL of the script\n"
    "- `args` (str): its arguments, as on a command line\n"
    "- `template` (str): renderer of the script, such as `jinja`\n"
    "- `context`, `defaults` (map): variables for the renderer; those of `context` win\n"
    "- `cwd`, `runas`, `shell`, `env`, `stateful`, `timeout`, `output_loglevel`, `hide_output`, "
    "`success_retcodes`, `success_stdout`, `success_stderr`, `stdin`, `umask`, "
    "`reset_system_locale`: as for the state `cmd.run`\n";

struct Rendering {
    std::optional<std::string_view> renderer;
    Value defaults;
    Value context;
};

// The variables of a template: `context` over `defaults`. Text that says what is wrong when one of
// them is no map.
std::string merge_variables(State& state, const Rendering& rendering, Value& merged) {
    for (const auto& [name, value] :
         {std::pair<std::string_view, Value>{"context", rendering.context},
          {"defaults", rendering.defaults}})
        if (value && !value.is_map())
            return format("Invalidly-formatted '{}' parameter. Must be formed as a dict.", name);
    Map variables = state.map();
    variables.update(rendering.defaults);
    variables.update(rendering.context);
    merged = variables.value();
    return {};
}

template <class Body>
Function add_script_state(Plugin& p, std::string_view state_name, Body body) {
    const auto function = [body](State& state, std::string_view,
                                 std::optional<std::string_view> source,
                                 std::optional<std::string_view> renderer, std::optional<Text> cwd,
                                 std::optional<Text> runas, std::optional<Text> shell, Value env,
                                 Value stateful, Value timeout, std::string_view output_loglevel,
                                 bool hide_output, Value defaults, Value context,
                                 Value success_retcodes, Value success_stdout, Value success_stderr,
                                 std::optional<Text> args, std::optional<Text> stdin_text,
                                 std::optional<Text> umask, bool reset_system_locale) {
        return body(
            state,
            StateArguments{.run = {.cwd = std::move(cwd),
                                   .stdin_text = std::move(stdin_text),
                                   .runas = std::move(runas),
                                   .shell = std::move(shell),
                                   .env = env,
                                   .umask = std::move(umask),
                                   .timeout = timeout,
                                   .output_loglevel = output_loglevel,
                                   .reset_system_locale = reset_system_locale,
                                   .success_retcodes = success_retcodes,
                                   .success_stdout = success_stdout,
                                   .success_stderr = success_stderr},
                           .stateful = stateful,
                           .hide_output = hide_output},
            ScriptArguments{.source = source.value_or(std::string_view()), .args = std::move(args)},
            Rendering{renderer, defaults, context});
    };
    return p.state(state_name, function, "name"_a, "source"_a = nullptr, "template"_a = nullptr,
                   "cwd"_a = nullptr, "runas"_a = nullptr, "shell"_a = nullptr, "env"_a = nullptr,
                   "stateful"_a = false, "timeout"_a = nullptr, "output_loglevel"_a = "debug",
                   "hide_output"_a = false, "defaults"_a = nullptr, "context"_a = nullptr,
                   "success_retcodes"_a = nullptr, "success_stdout"_a = nullptr,
                   "success_stderr"_a = nullptr, "args"_a = nullptr, "stdin"_a = nullptr,
                   "umask"_a = nullptr, "reset_system_locale"_a = true);
}

StateResult run_rendered(State& state, StateArguments arguments, ScriptArguments script,
                         const Rendering& rendering) {
    if (const std::string flaw = merge_variables(state, rendering, script.context); !flaw.empty())
        return state.fail("{}", flaw);
    script.renderer = rendering.renderer;
    return script_state(state, std::move(arguments), std::move(script));
}

// ---- watching ----

StateResult nothing_yet(State& state) { return state.ok(""); }

// Runs the watching state's command or script. The runner offers everything that the state was
// given; what it does not mention has its default.
StateResult mod_watch(State& state, std::string_view, std::string_view sfun, Kwargs given) {
    const bool runs = sfun == "run" || sfun == "wait" || sfun == "watch";
    const bool scripts = sfun == "script" || sfun == "wait_script";
    if (!runs && !scripts)
        return state.fail(
            "cmd.{} does not work with the watch requisite, please use cmd.wait or cmd.wait_script",
            sfun);
    Map kwargs = state.map();
    kwargs.set("name", state.name());
    kwargs.update(given.map);
    return {state.invoke({.kind = "state",
                          .name = runs ? "cmd.run" : "cmd.script",
                          .arguments = {.args = {}, .kwargs = kwargs.value().pairs()}})};
}

std::string documented(std::string_view summary, std::string_view arguments,
                       std::string_view example) {
    std::string doc(summary);
    return doc.append("\n\n").append(arguments).append("\n").append(example);
}

}  // namespace

void add_states(Plugin& p) {
    add_command_state(p, "cmd.run", run_state)
        .doc(documented("Runs a command and reports what came of it.", run_doc,
                        "    reload:\n      cmd.run:\n        - name: brewctl reload\n"
                        "        - onchanges:\n          - file: /etc/brew.conf"));
    const auto wait = [](State& state, const StateArguments&) { return nothing_yet(state); };
    for (const std::string_view name : {"cmd.wait", "cmd.watch"})
        add_command_state(p, name, wait)
            .doc(documented("Runs a command when something that it watches made changes.", run_doc,
                            "    brewctl reload:\n      cmd.wait:\n        - watch:\n"
                            "          - file: /etc/brew.conf"));
    add_script_state(p, "cmd.script", run_rendered)
        .doc(documented("Runs a copy of a script and reports what came of it.", script_doc,
                        "    salt://scripts/foo.sh:\n      cmd.script:\n"
                        "        - env:\n          - BATCH: 'yes'"));
    const auto wait_script = [](State& state, const StateArguments&, const ScriptArguments&,
                                const Rendering&) { return nothing_yet(state); };
    add_script_state(p, "cmd.wait_script", wait_script)
        .doc(documented("Runs a copy of a script when something that it watches made changes.",
                        script_doc,
                        "    salt://scripts/foo.sh:\n      cmd.wait_script:\n        - watch:\n"
                        "          - file: /etc/brew.conf"));
    p.mod_watch("cmd", mod_watch, "name"_a, "sfun"_a, "kwargs"_a)
        .doc(
            "Runs the command or script of a state that watches.\n\n"
            "- `name` (str)\n- `sfun` (str): the state function that watches\n"
            "- `**kwargs`: the arguments of that state");
}

}  // namespace brine::cmd
