// SPDX-License-Identifier: Apache-2.0
#include "runner.hpp"

#include <unistd.h>
#include <brine/support/file.hpp>
#include <brine/support/glob.hpp>
#include <brine/support/process.hpp>
#include <brine/support/text.hpp>

#include <algorithm>
#include <system_error>

#include "command_plan.hpp"
#include "output_level.hpp"
#include "retcodes.hpp"

namespace brine::cmd {
namespace {

bool any_matches(const Value& patterns, std::string_view text) {
    return std::any_of(patterns.items().begin(), patterns.items().end(), [&](const Value& pattern) {
        return support::glob_matches(text, to_text(pattern));
    });
}

void require_permitted(Call& call, const Value& cmd) {
    std::string text;
    if (cmd.is_list()) {
        for (const Value& item : cmd.items()) text += (text.empty() ? "" : " ") + clear_text(item);
    } else {
        text = clear_text(cmd);
    }
    const Value allowed = call.option("cmd_whitelist_glob");
    if (any_matches(call.option("cmd_blacklist_glob"), text) ||
        (allowed && !any_matches(allowed, text)))
        throw Error(format("The shell command \"{}\" is not permitted",
                           cmd.is_list() ? text : to_text(cmd)));
}

void warn_about_odd_shell(Call& call, const std::string& shell) {
    if (!call.logs(Level::warning)) return;
    const std::vector<std::string> known = login_shells();
    if (known.empty() || std::find(known.begin(), known.end(), shell) != known.end()) return;
    call.log(Level::warning,
             "Attempt to run a shell command with what may be an invalid shell! Check to ensure "
             "that the shell <{}> is valid for this user.",
             shell);
}

// Exit status as Python gives it: negative for a signal.
std::int64_t retcode_of(const support::ProcessResult& result) {
    return result.exit_code ? *result.exit_code : -std::int64_t{result.signal_number.value_or(0)};
}

RunOutcome finished(const CommandPlan& plan, const RunArguments& arguments,
                    const SuccessRules& success, const support::ProcessResult& result) {
    if (result.cancelled) throw Cancelled();
    if (result.timed_out)
        return {.pid = result.pid,
                .retcode = 1,
                .out = format("{} : Timed out after {} seconds", plan.shown, arguments.timeout)};
    RunOutcome outcome{.pid = result.pid,
                       .retcode = retcode_of(result),
                       .out = support::utf8_replace_invalid(result.out),
                       .err = support::utf8_replace_invalid(result.err)};
    if (arguments.rstrip) {
        outcome.out.resize(support::strip_right(outcome.out).size());
        outcome.err.resize(support::strip_right(outcome.err).size());
    }
    success.apply(outcome);
    return outcome;
}

RunOutcome execute(const CommandPlan& plan, const RunArguments& arguments,
                   const SuccessRules& success, bool quiet) {
    try {
        if (arguments.bg)
            return {.pid = support::start_detached(plan.command), .retcode = std::nullopt};
        return finished(plan, arguments, success, support::run_process(plan.command, plan.options));
    } catch (const std::system_error& error) {
        throw Error(format("Unable to run command '{}' in the directory '{}', reason: {}",
                           quiet ? std::string("REDACTED") : plan.shown,
                           plan.command.working_directory, error.what()));
    }
}

void log_start(Call& call, const CommandPlan& plan, const RunArguments& arguments) {
    call.log(
        Level::info, "Executing command '{}' {}in directory '{}'{}", plan.first_word,
        plan.user.empty() ? std::string() : format("as user '{}' ", plan.user),
        plan.command.working_directory,
        arguments.bg ? ". Executing command in the background, no output will be logged." : "");
}

void log_end(Call& call, const CommandPlan& plan, const RunOutcome& outcome, Level level,
             bool failed) {
    if (failed) {
        level = std::max(level, Level::error);
        call.log(level, "Command '{}' failed with return code: {}", plan.first_word,
                 outcome.retcode.value_or(0));
    }
    if (!outcome.out.empty()) call.log(level, "stdout: {}", outcome.out);
    if (!outcome.err.empty()) call.log(level, "stderr: {}", outcome.err);
    if (outcome.failed()) call.log(level, "retcode: {}", outcome.retcode.value_or(0));
}

}  // namespace

bool asked_by_user(Call& call, std::string_view function) {
    return call.lookup("cli").str_or("") == function;
}

std::vector<std::string> login_shells() {
    constexpr const char* path = "/etc/shells";
    std::vector<std::string> shells;
    if (::access(path, R_OK) != 0) return shells;
    const std::string text = support::read_file(path);
    for (const std::string_view line : support::split(text, '\n')) {
        const std::string_view shell = support::strip(line);
        if (!shell.empty() && !shell.starts_with('#')) shells.emplace_back(shell);
    }
    return shells;
}

RunOutcome run_command(Call& call, const RunArguments& arguments, std::string_view function) {
    const bool by_user = asked_by_user(call, function);
    if (by_user) require_permitted(call, arguments.cmd);
    const SuccessRules success(arguments);
    const std::optional<Level> level = output_level(call, arguments.output_loglevel);
    const CommandPlan plan = plan_command(call, arguments);
    if (level) {
        warn_about_odd_shell(call, plan.shell);
        log_start(call, plan, arguments);
    }
    RunOutcome outcome = execute(plan, arguments, success, !level);
    const bool failed = outcome.failed() && !arguments.ignore_retcode;
    if (by_user) call.store("retcode", failed ? outcome.retcode.value_or(0) : 0);
    if (level) log_end(call, plan, outcome, *level, failed);
    return outcome;
}

Value outcome_map(const Call& call, const RunOutcome& outcome, bool hide_output) {
    return call.map({{"pid", outcome.pid},
                     {"retcode", outcome.retcode},
                     {"stdout", hide_output ? Value("") : call.str(outcome.out)},
                     {"stderr", hide_output ? Value("") : call.str(outcome.err)}});
}

}  // namespace brine::cmd
