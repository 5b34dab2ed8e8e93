// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>

#include <utility>

#include "groups.hpp"
#include "runner.hpp"
#include "script.hpp"
#include "temporary_file.hpp"

namespace brine::cmd {
namespace {

Value script(Call& call, std::string_view source, std::optional<Text> args, std::optional<Text> cwd,
             std::optional<Text> stdin_text, std::optional<Text> runas, std::optional<Text> shell,
             std::optional<bool> python_shell, Value env, std::optional<std::string_view> renderer,
             std::optional<Text> umask, std::string_view output_loglevel, bool hide_output,
             Value timeout, bool reset_system_locale, std::optional<std::string_view> saltenv,
             Value success_retcodes, Value success_stdout, Value success_stderr, Value context) {
    constexpr std::string_view name = "cmd.script";
    const ScriptArguments arguments{
        .source = source,
        .args = std::move(args),
        .renderer = renderer,
        .context = context,
        .saltenv = saltenv,
        .run = {.cwd = std::move(cwd),
                .stdin_text = std::move(stdin_text),
                .runas = std::move(runas),
                .shell = std::move(shell),
                .python_shell = python_shell.value_or(asked_by_user(call, name)),
                .env = env,
                .umask = std::move(umask),
                .timeout = timeout,
                .output_loglevel = output_loglevel,
                .reset_system_locale = reset_system_locale,
                .success_retcodes = success_retcodes,
                .success_stdout = success_stdout,
                .success_stderr = success_stderr}};
    return script_map(call, run_script(call, arguments, name), hide_output);
}

Value run_code(Call& call, std::string_view lang, std::string_view code, Value cwd, Value args,
               Kwargs options, std::string_view function) {
    const TemporaryFile file({}, {}, code, std::string(options["runas"].str_or("")));
    List command = call.list();
    command.add(lang).add(file.path());
    if (!args.is_list() && !args.is_nil()) command.add(args);
    for (const Value& argument : args.items()) command.add(argument);
    Map kwargs = call.map();
    kwargs.set("cmd", command.value()).set("cwd", cwd).set("python_shell", false);
    kwargs.update(options.map);
    const Value result = call.invoke(
        {.name = "cmd.run_all", .arguments = {.args = {}, .kwargs = kwargs.value().pairs()}});
    if (asked_by_user(call, function) && !options["ignore_retcode"])
        call.store("retcode", result["retcode"]);
    return result;
}

Value exec_code_all(Call& call, std::string_view lang, std::string_view code, Value cwd, Value args,
                    Kwargs options) {
    return run_code(call, lang, code, cwd, args, options, "cmd.exec_code_all");
}

Value exec_code(Call& call, std::string_view lang, std::string_view code, Value cwd, Value args,
                Kwargs options) {
    return run_code(call, lang, code, cwd, args, options, "cmd.exec_code")["stdout"];
}

}  // namespace

void add_script_functions(Plugin& p) {
    p.exec("cmd.script", script, "source"_a, "args"_a = nullptr, "cwd"_a = nullptr,
           "stdin"_a = nullptr, "runas"_a = nullptr, "shell"_a = nullptr,
           "python_shell"_a = nullptr, "env"_a = nullptr, "template"_a = nullptr,
           "umask"_a = nullptr, "output_loglevel"_a = "debug", "hide_output"_a = false,
           "timeout"_a = nullptr, "reset_system_locale"_a = true, "saltenv"_a = nullptr,
           "success_retcodes"_a = nullptr, "success_stdout"_a = nullptr,
           "success_stderr"_a = nullptr, "context"_a = nullptr)
        .doc(
            "Runs a copy of a script.\n\n"
            "- `source` (str): path or `salt://` URL of the script\n"
            "- `args` (str): its arguments, as on a command line\n"
            "- `template` (str): renderer of the script, such as `jinja`\n"
            "- `context` (map): variables for the renderer\n"
            "- `saltenv` (str): environment of the file server\n"
            "- `cwd`, `stdin`, `runas`, `shell`, `python_shell`, `env`, `umask`, "
            "`output_loglevel`, `hide_output`, `timeout`, `reset_system_locale`, "
            "`success_retcodes`, `success_stdout`, `success_stderr`: as for `cmd.run_all`\n\n"
            "Returns: `{pid: int, retcode: int, stdout: str, stderr: str}`, with `cache_error: "
            "true` when there is no such script.\n\n"
            "    brine call cmd.script salt://scripts/run.sh 'arg1 \"arg two\"'");
    constexpr std::string_view code_arguments =
        "- `lang` (str): the interpreter\n- `code` (str): what it is to run\n"
        "- `cwd` (str): where to run it\n- `args` (str or list): arguments behind the code's file\n"
        "- `**kwargs`: as for `cmd.run_all`\n\n";
    p.exec("cmd.exec_code", exec_code, "lang"_a, "code"_a, "cwd"_a = nullptr, "args"_a = nullptr,
           "kwargs"_a)
        .doc("Runs code with an interpreter and answers its standard output.\n\n" +
             std::string(code_arguments) +
             "Returns: str.\n\n    brine call cmd.exec_code ruby 'puts \"cheese\"'");
    p.exec("cmd.exec_code_all", exec_code_all, "lang"_a, "code"_a, "cwd"_a = nullptr,
           "args"_a = nullptr, "kwargs"_a)
        .doc("Runs code with an interpreter and answers all about it.\n\n" +
             std::string(code_arguments) +
             "Returns: as `cmd.run_all`.\n\n    brine call cmd.exec_code_all perl 'print 1'");
}

}  // namespace brine::cmd
