// SPDX-License-Identifier: Apache-2.0
#include "state_call.hpp"

#include "arguments.hpp"
#include "conditions.hpp"
#include "retry.hpp"

#include <charconv>
#include <optional>

#include <sys/stat.h>

namespace brine::state {
namespace {

// Sets the umask of the process for the duration of a state. A state run has the process, or the
// child process of its job, to itself.
class Umask {
  public:
    explicit Umask(const Value& octal) {
        if (octal.is_nil()) return;
        const std::string text = to_text(octal);
        unsigned mask = 0;
        std::from_chars(text.data(), text.data() + text.size(), mask, 8);
        before_ = ::umask(static_cast<mode_t>(mask));
    }
    Umask(const Umask&) = delete;
    Umask& operator=(const Umask&) = delete;
    ~Umask() {
        if (before_) ::umask(*before_);
    }

  private:
    std::optional<mode_t> before_;
};

Result exception_result(Memory memory, const Chunk& chunk, std::string_view message) {
    return make_result(memory, chunk.name, false,
                       format("An exception occurred in this state: {}", message));
}

std::string attempt_text(std::int64_t number, const Result& result) {
    return format("Attempt {}: Returned a result of \"{}\", with the following comment: \"{}\"",
                  number, result.outcome, result.comment());
}

}  // namespace

Result StateCall::run(const Chunk& chunk, const Value& running) {
    const Value context = context_of(chunk, settings_.test, running);
    const Value retry = chunk.low["retry"];
    if (retry.is_nil()) return attempt(chunk, context);
    const Result first = attempt(chunk, context);
    if (!settings_.test) return retried(chunk, context, first);
    const Memory memory = call_.memory();
    return with(memory, first, "comment",
                first.comment() + "  " + Retry::parse(call_, retry).announcement());
}

Result StateCall::dry_run(const Chunk& chunk) {
    const Errors errors = chunk_errors(chunk, functions_);
    if (!errors.empty()) return make_result(call_.memory(), chunk.name, false, errors.front());
    const StateFunction& function = functions_.get(chunk.module, chunk.function);
    return execute(chunk, context_of(chunk, true, {}), function, call_arguments(chunk, function));
}

// Attempts until the wanted result or until the attempts are used up. The comment tells about the
// earlier ones; the duration covers all with the time between them.
Result StateCall::retried(const Chunk& chunk, const Value& context, Result first) {
    const Retry retry = Retry::parse(call_, chunk.low["retry"]);
    const Memory memory = call_.memory();
    const Value start_time = first.map["start_time"];
    double duration = first.map["duration"].number();
    std::string history;
    Result last = first;
    for (std::int64_t number = 1; number < retry.attempts; ++number) {
        if (last.outcome == Value(retry.until)) break;
        history += attempt_text(number, last) + '\n';
        const std::int64_t seconds = retry.wait();
        sleep_seconds(call_, seconds);
        last = attempt(chunk, context);
        duration += last.map["duration"].number() + static_cast<double>(seconds) * 1000.0;
    }
    if (history.empty()) return last;
    Result told = with(memory, last, "comment", history + last.comment());
    told = with(memory, told, "start_time", start_time);
    return with(memory, told, "duration", duration);
}

Result StateCall::attempt(const Chunk& chunk, const Value& context) {
    const Stopwatch time;
    const Memory memory = call_.memory();
    const Errors errors = chunk_errors(chunk, functions_);
    if (!errors.empty()) {
        std::string comment;
        for (const std::string& error : errors) comment += error + '\n';
        return stamped(memory, make_result(memory, chunk.name, false, comment), chunk,
                       take_run_number(), time);
    }
    const StateFunction& function = functions_.get(chunk.module, chunk.function);
    const std::vector<Pair> arguments = call_arguments(chunk, function);
    const Result result = execute(chunk, context, function, arguments);
    return stamped(memory, result, chunk, take_run_number(), time);
}

Result StateCall::execute(const Chunk& chunk, const Value& context, const StateFunction& function,
                          const std::vector<Pair>& arguments) {
    const Memory memory = call_.memory();
    try {
        Conditions conditions(call_, chunk, context);
        std::optional<std::string> skip;
        if (conditions.present() && !functions_.has(chunk.module, "mod_run_check"))
            skip = conditions.reason_to_skip();
        Result result =
            skip ? with(memory, make_result(memory, chunk.name, true, *skip), "skip_watch", true)
                 : invoke(chunk, context, arguments);
        if (!runs_check_commands(chunk, function)) return result;
        const bool succeeded = conditions.check_commands_succeed();
        result = with(memory, result, "result", succeeded);
        return with(memory, result, "comment",
                    succeeded ? "check_cmd determined the state succeeded"
                              : "check_cmd determined the state failed");
    } catch (const CallError& error) {
        if (error.status() == BRINE_CANCELLED) throw Cancelled();
        return exception_result(memory, chunk, error.what());
    } catch (const BadArgument& error) {  // a condition that is not formed as it should be
        return exception_result(memory, chunk, error.what());
    }
}

Result StateCall::invoke(const Chunk& chunk, const Value& context,
                         const std::vector<Pair>& arguments) {
    const std::string name = format("{}.{}", chunk.module, chunk.function);
    const Umask umask(chunk.low["umask"]);
    const Value returned = call_.invoke({.kind = "state",
                                         .name = name,
                                         .arguments = {.args = {}, .kwargs = arguments},
                                         .context = context,
                                         .scoped = true});
    return checked_result(call_.memory(), chunk.name, returned);
}

// A module may take check_cmd over: it says so with mod_run_check_cmd and a parameter.
bool StateCall::runs_check_commands(const Chunk& chunk, const StateFunction& function) {
    if (!chunk.low.contains("check_cmd")) return false;
    return !functions_.has(chunk.module, "mod_run_check_cmd") ||
           !function.parameters.contains("check_cmd");
}

Value StateCall::context_of(const Chunk& chunk, bool test, const Value& running) const {
    Map context = call_.map();
    context.update(settings_.context);
    context.set("test", test);
    context.set("low", chunk.low);
    context.set("id", Value::stable(chunk.id));
    context.set("sls", Value::stable(chunk.sls));
    const Value saltenv = chunk.low["saltenv"];
    if (!saltenv.is_nil()) {
        context.set("saltenv", to_text(saltenv));
    } else {
        context.set("saltenv",
                    chunk.environment.empty() ? Value("base") : Value::stable(chunk.environment));
    }
    const Value runas = chunk.low["runas"];
    if (!runas.is_nil()) context.set("runas", runas);
    if (!running.is_nil()) context.set("running", running);
    return context.value();
}

}  // namespace brine::state
