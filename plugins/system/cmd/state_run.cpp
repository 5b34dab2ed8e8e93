// SPDX-License-Identifier: Apache-2.0
#include "state_run.hpp"

#include <sys/stat.h>

#include <utility>

#include "runner.hpp"
#include "stateful_output.hpp"

namespace brine::cmd {
namespace {

bool is_directory(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

StateResult report(State& state, const Value& outcome, const Value& comment, const Value& changes) {
    return {state.map(
        {{"name", state.name()}, {"changes", changes}, {"result", outcome}, {"comment", comment}})};
}

// Nothing is run in test mode; a stateful command that says nothing has no comment.
StateResult would_run(State& state, const Stateful& stateful, std::string_view comment) {
    return report(state, nullptr, stateful.wanted() ? std::string_view() : comment, state.map({}));
}

// The result of a command that ran: `map` is what cmd.run_all or cmd.script gave.
StateResult ran(State& state, const Stateful& stateful, bool succeeded, const Value& map,
                std::string_view said) {
    Value comment = said;
    Value changes = map;
    bool good = succeeded;
    if (stateful.wanted()) {
        const StatefulReport told = read_stateful_output(state.memory(), map);
        comment = told.comment;
        changes = told.changes;
        good = good && told.understood;
    }
    const bool only_tested = state.test() && map["retcode"] == Value(0) && changes;
    return report(state, only_tested ? Value() : Value(good), comment, changes);
}

// Salt's test for the output of a command that was stopped, for those that never end by design.
bool timed_out(const RunOutcome& outcome) {
    return outcome.retcode == 1 && outcome.out.find("Timed out after") != std::string::npos;
}

// What is wrong with the arguments before anything is run; empty when nothing is.
std::string environment_flaw(const RunArguments& run) {
    if (run.env.is_nil() || run.env.is_list() || run.env.is_map()) return {};
    return "Invalidly-formatted 'env' parameter. See documentation.";
}

std::string directory_flaw(const RunArguments& run) {
    if (!run.cwd || run.cwd->str().empty() || is_directory(run.cwd->str())) return {};
    return format("Desired working directory \"{}\" is not available", run.cwd->str());
}

void prepare(State& state, RunArguments& run) {
    run.python_shell = true;
    run.ignore_retcode = run.ignore_retcode || run.bg;
    if (run.shell) return;
    if (const Value grain = state.grain("shell"); grain.is_str())
        run.shell = Text(std::string(grain.str()));
}

// "test_name" of a list such as [{"test_name": "script --check"}].
std::string_view test_name_of(const Value& stateful) {
    if (stateful.items().empty()) return {};
    return stateful.items().front()["test_name"].str_or("");
}

}  // namespace

Stateful::Stateful(const Value& argument)
    : wanted_(argument.is_true() || (argument.is_list() && argument)),
      test_name_(test_name_of(argument)) {}

StateResult run_state(State& state, StateArguments arguments) {
    const Stateful stateful(arguments.stateful);
    const bool testing = state.test();
    const std::string_view command =
        testing && !stateful.test_name().empty() ? stateful.test_name() : state.name();
    if (const std::string flaw = environment_flaw(arguments.run); !flaw.empty())
        return state.fail("{}", flaw);
    if (testing && stateful.test_name().empty())
        return would_run(state, stateful,
                         format("Command \"{}\" would have been executed", command));
    if (const std::string flaw = directory_flaw(arguments.run); !flaw.empty())
        return state.fail("{}", flaw);

    prepare(state, arguments.run);
    arguments.run.cmd = state.str(command);
    RunOutcome outcome;
    try {
        outcome = run_command(state, arguments.run, "cmd.run_all");
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception& error) {
        return state.fail("{}", error.what());
    }
    if (arguments.ignore_timeout && timed_out(outcome)) outcome.retcode = 0;
    return ran(state, stateful, !outcome.failed(),
               outcome_map(state, outcome, arguments.hide_output),
               format("Command \"{}\" run", command));
}

StateResult script_state(State& state, StateArguments arguments, ScriptArguments script) {
    const Stateful stateful(arguments.stateful);
    const bool testing = state.test();
    const std::string_view name =
        testing && !stateful.test_name().empty() ? stateful.test_name() : state.name();
    if (const std::string flaw = environment_flaw(arguments.run); !flaw.empty())
        return state.fail("{}", flaw);
    if (testing && stateful.test_name().empty())
        return would_run(state, stateful, format("Command '{}' would have been executed", name));
    if (const std::string flaw = directory_flaw(arguments.run); !flaw.empty())
        return state.fail("{}", flaw);

    prepare(state, arguments.run);
    if (script.source.empty()) script.source = name;
    // Arguments may follow the script in the name of the state.
    if (const std::size_t blank = name.find(' ');
        blank != std::string_view::npos && (!script.args || script.args->str().empty()))
        script.args = Text(std::string(name.substr(blank + 1)));
    script.run = std::move(arguments.run);
    const std::string_view saltenv = default_saltenv(state);
    script.saltenv = saltenv;
    std::optional<RunOutcome> outcome;
    try {
        outcome = run_script(state, script, "cmd.script");
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception& error) {
        return state.fail("{}", error.what());
    }
    const std::string comment =
        outcome ? format("Command '{}' run", name)
                : format("Unable to cache script {} from saltenv '{}'", script.source, saltenv);
    return ran(state, stateful, outcome && !outcome->failed(),
               script_map(state, outcome, arguments.hide_output), comment);
}

}  // namespace brine::cmd
