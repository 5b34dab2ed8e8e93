// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>

#include <utility>

#include "groups.hpp"
#include "runner.hpp"

namespace brine::cmd {
namespace {

// Without an answer by the caller: a shell for what people type, none for calls by other
// functions, unless the operator turned cmd_safe off.
bool wants_shell(Call& call, std::optional<bool> python_shell, std::string_view function) {
    if (python_shell) return *python_shell;
    return asked_by_user(call, function) || call.option("cmd_safe").is_false();
}

constexpr std::string_view common_doc =
    "- `cmd` (str or list): the command; a list is a program and its arguments\n"
    "- `cwd` (str): absolute directory to run it in; the home of the user by default\n"
    "- `stdin` (str): its standard input; `\\n` stands for a line break\n"
    "- `runas` (str): user to run it as, in the environment of a login\n"
    "- `shell` (str): `$SHELL` or `/bin/sh` by default\n"
    "- `python_shell` (bool): whether the shell interprets `cmd`; by default it does when the "
    "function is called by a person, and does not when it is called by another function\n"
    "- `env` (map or list of maps): variables to set\n"
    "- `clean_env` (bool, false): start from an empty environment\n"
    "- `rstrip` (bool, true): cut white space off the end of the output\n"
    "- `umask` (str): octal\n"
    "- `output_loglevel` (str, debug): level at which output is logged; `quiet` logs nothing\n"
    "- `hide_output` (bool, false): leave output out of the result\n"
    "- `timeout` (number): seconds after which the command and its children are stopped\n"
    "- `reset_system_locale` (bool, true): run in the C locale\n"
    "- `ignore_retcode` (bool, false): do not let the run fail for the exit status\n"
    "- `bg` (bool, false): do not wait for the command\n"
    "- `prepend_path` (str): directories to put in front of `PATH`\n"
    "- `success_retcodes` (list of int), `success_stdout`, `success_stderr` (list of str): exit "
    "statuses, and parts of the output, that mean success\n"
    "- `stdin_raw_newlines` (bool, false): take `stdin` as it is\n";

// Registers an exec function with the parameters that all of them share, in Salt's order, and
// `extra` ones behind. body(call, arguments, hide_output, extra...) runs the command.
template <class... Extra, class Body, class... Declared>
Function add_runner(Plugin& p, std::string_view name, bool shell_by_default, Body body,
                    Declared... declared) {
    const auto function =
        [name = std::string(name), shell_by_default, body](
            Call& call, Value cmd, std::optional<Text> cwd, std::optional<Text> stdin_text,
            std::optional<Text> runas, std::optional<Text> shell, std::optional<bool> python_shell,
            Value env, bool clean_env, bool rstrip, std::optional<Text> umask,
            std::string_view output_loglevel, bool hide_output, Value timeout,
            bool reset_system_locale, bool ignore_retcode, bool bg,
            std::optional<Text> prepend_path, Value success_retcodes, Value success_stdout,
            Value success_stderr, bool stdin_raw_newlines, Extra... extra) {
            const RunArguments arguments{
                .cmd = cmd,
                .cwd = std::move(cwd),
                .stdin_text = std::move(stdin_text),
                .runas = std::move(runas),
                .shell = std::move(shell),
                .python_shell = shell_by_default ? python_shell.value_or(true)
                                                 : wants_shell(call, python_shell, name),
                .env = env,
                .clean_env = clean_env,
                .prepend_path = std::move(prepend_path),
                .rstrip = rstrip,
                .umask = std::move(umask),
                .timeout = timeout,
                .output_loglevel = output_loglevel,
                .reset_system_locale = reset_system_locale,
                .ignore_retcode = ignore_retcode || bg,
                .stdin_raw_newlines = stdin_raw_newlines,
                .bg = bg,
                .success_retcodes = success_retcodes,
                .success_stdout = success_stdout,
                .success_stderr = success_stderr,
            };
            return body(call, arguments, std::string_view(name), hide_output, extra...);
        };
    return p.exec(name, function, "cmd"_a, "cwd"_a = nullptr, "stdin"_a = nullptr,
                  "runas"_a = nullptr, "shell"_a = nullptr, "python_shell"_a = nullptr,
                  "env"_a = nullptr, "clean_env"_a = false, "rstrip"_a = true, "umask"_a = nullptr,
                  "output_loglevel"_a = "debug", "hide_output"_a = false, "timeout"_a = nullptr,
                  "reset_system_locale"_a = true, "ignore_retcode"_a = false, "bg"_a = false,
                  "prepend_path"_a = nullptr, "success_retcodes"_a = nullptr,
                  "success_stdout"_a = nullptr, "success_stderr"_a = nullptr,
                  "stdin_raw_newlines"_a = false, std::move(declared)...);
}

std::string run(Call& call, RunArguments arguments, std::string_view function, bool hide_output,
                bool raise_err) {
    arguments.redirect_stderr = true;
    RunOutcome outcome = run_command(call, arguments, function);
    if (hide_output) outcome.out.clear();
    if (raise_err && outcome.failed() && !arguments.ignore_retcode) throw Error(outcome.out);
    return std::move(outcome.out);
}

Value run_all(Call& call, RunArguments arguments, std::string_view function, bool hide_output,
              bool redirect_stderr) {
    arguments.redirect_stderr = redirect_stderr;
    return outcome_map(call, run_command(call, arguments, function), hide_output);
}

std::string run_stdout(Call& call, const RunArguments& arguments, std::string_view function,
                       bool hide_output) {
    RunOutcome outcome = run_command(call, arguments, function);
    return hide_output ? std::string() : std::move(outcome.out);
}

std::string run_stderr(Call& call, const RunArguments& arguments, std::string_view function,
                       bool hide_output) {
    RunOutcome outcome = run_command(call, arguments, function);
    return hide_output ? std::string() : std::move(outcome.err);
}

std::optional<std::int64_t> retcode(Call& call, RunArguments arguments, std::string_view function,
                                    bool) {
    arguments.redirect_stderr = true;
    return run_command(call, arguments, function).retcode;
}

std::string documented(std::string_view summary, std::string_view more, std::string_view returns,
                       std::string_view example) {
    std::string doc(summary);
    doc.append("\n\n").append(common_doc).append(more);
    doc.append("\nReturns: ").append(returns).append("\n\n    brine call ").append(example);
    return doc;
}

constexpr std::string_view raise_doc =
    "- `raise_err` (bool, false): fail, with the output as the message, when the exit status is "
    "not 0\n";

}  // namespace

void add_run_functions(Plugin& p) {
    add_runner<bool>(p, "cmd.run", false, run, "raise_err"_a = false)
        .doc(documented("Runs a command and answers its output.", raise_doc,
                        "str, standard output and standard error as they came.",
                        "cmd.run \"ls -l | awk '/foo/{print \\$2}'\""));
    add_runner<bool>(p, "cmd.shell", true, run, "raise_err"_a = false)
        .doc(documented("Runs a command in a shell and answers its output.", raise_doc,
                        "str, standard output and standard error as they came.",
                        "cmd.shell 'echo $((1 + 1))'"));
    add_runner<bool>(p, "cmd.run_all", false, run_all, "redirect_stderr"_a = false)
        .doc(documented(
            "Runs a command and answers all about it.",
            "- `redirect_stderr` (bool, false): put standard error into `stdout`\n",
            "`{pid: int, retcode: int, stdout: str, stderr: str}`. The retcode is the negative "
            "number of the signal that ended the command, and nil in the background.",
            "cmd.run_all 'ls /nowhere'"));
    add_runner<>(p, "cmd.run_stdout", false, run_stdout)
        .doc(documented("Runs a command and answers its standard output.", "", "str.",
                        "cmd.run_stdout 'ls -l'"));
    add_runner<>(p, "cmd.run_stderr", false, run_stderr)
        .doc(documented("Runs a command and answers its standard error.", "", "str.",
                        "cmd.run_stderr 'ls /nowhere'"));
    add_runner<>(p, "cmd.retcode", false, retcode)
        .doc(documented("Runs a command and answers its exit status.", "", "int.",
                        "cmd.retcode 'test -e /etc/motd'"));
}

}  // namespace brine::cmd
