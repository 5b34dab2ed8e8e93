// SPDX-License-Identifier: Apache-2.0
//
// The states module.run and module.wait: execution functions called from a state.
#include <brine/sdk.hpp>

#include <algorithm>

#include "call_result.hpp"
#include "named_arguments.hpp"

using namespace brine::literals;

namespace brine::module {
namespace {

// Arguments that do not tell the old from the new form.
bool is_neutral(std::string_view key) {
    return key == "name" || key == "__reqs__" || key == "sfun";
}

bool is_function(std::string_view key) { return key.find('.') != std::string_view::npos; }

// The old form has the function as its name and arguments without a dot.
bool is_old_form(const Value& given) {
    bool any = false;
    for (const Pair& pair : given.pairs()) {
        const std::string_view key = pair.key.str_or("");
        if (is_neutral(key)) continue;
        if (!is_function(key)) return true;
        any = true;
    }
    return !any;
}

// ---- old form ----

void send_to_returner(State& state, std::string_view returner, std::string_view function,
                      const Value& returned) {
    const Value ret = state.map({{"id", state.option("id")},
                                 {"ret", returned},
                                 {"fun", function},
                                 {"jid", state.lookup("jid")}});
    state.invoke({.kind = "returner",
                  .name = std::string(returner) + ".returner",
                  .arguments = {.args = {&ret, 1}, .kwargs = {}}});
}

StateResult run_named(State& state, const Value& given) {
    const std::string function(state.name());
    if (!state.can_call(function))
        return state.fail("Module function {} is not available", function);
    if (state.test()) return state.pending("Module function {} is set to execute", function);
    const NamedArguments arguments = named_arguments(state, function, given);
    if (!arguments.flaw.empty()) return state.fail("{}", arguments.flaw);
    if (!arguments.missing.empty()) {
        std::string comment = "The following arguments are missing:";
        for (const std::string& name : arguments.missing) comment += " " + name;
        return state.fail("{}", comment);
    }
    Value returned;
    const brine_status status = state.try_invoke(
        {.name = function, .arguments = {arguments.args, arguments.kwargs}}, returned);
    if (status == BRINE_CANCELLED) throw Cancelled();
    if (status != BRINE_OK)
        return state.fail("Module function {} threw an exception. Exception: {}", function,
                          state.last_error());
    state.note("ret", returned);
    if (const Value returner = given["returner"])
        send_to_returner(state, to_text(returner), function, returned);
    if (!succeeded(returned)) return state.fail("Module function {} executed", function);
    return state.done("Module function {} executed", function);
}

// ---- new form ----

// "cmd.run:2" is the function cmd.run, once more.
std::string function_of(std::string_view key) { return std::string(key.substr(0, key.find(':'))); }

std::string listed(const std::vector<std::string>& names, std::string_view one,
                   std::string_view several, std::string_view behind) {
    if (names.empty()) return {};
    std::string text(names.size() > 1 ? several : one);
    for (std::size_t n = 0; n < names.size(); ++n) text += (n == 0 ? " " : ", ") + names[n];
    return text.append(behind);
}

class NewForm {
  public:
    NewForm(State& state, const Value& given) : state_(state), given_(given) {
        for (const Pair& pair : given.pairs())
            if (is_function(pair.key.str_or(""))) keys_.push_back(pair);
    }

    StateResult run() {
        std::vector<std::string> missing;
        std::vector<std::string> to_run;
        for (const Pair& key : keys_) {
            std::string function = function_of(key.key.str());
            if (!state_.can_call(function)) {
                missing.push_back(std::move(function));
            } else if (state_.test()) {
                to_run.push_back(std::move(function));
            }
        }
        if (!missing.empty() || !to_run.empty()) return announced(missing, to_run);
        for (const Pair& key : keys_) call(key.key.str(), key.value);
        std::string comment;
        for (const auto* texts : {&failures_, &successes_})
            for (const std::string& text : *texts) comment += (comment.empty() ? "" : ", ") + text;
        return result(failures_.empty(), comment);
    }

  private:
    StateResult announced(const std::vector<std::string>& missing,
                          const std::vector<std::string>& to_run) {
        std::string comment =
            listed(missing, "Unavailable function:", "Unavailable functions:", ".");
        const std::string plan = listed(to_run, "Function", "Functions", " to be executed.");
        if (!comment.empty() && !plan.empty()) comment += ' ';
        return result(missing.empty() ? Value() : Value(false), comment + plan);
    }

    // The name of such a result is the list of the functions.
    StateResult result(const Value& outcome, std::string_view comment) {
        List names = state_.list();
        for (const Pair& pair : given_.pairs())
            if (!is_neutral(pair.key.str_or(""))) names.add(pair.key);
        return {state_.map({{"name", names.value()},
                            {"changes", changes_.value()},
                            {"result", outcome},
                            {"comment", comment}})};
    }

    // Maps among the arguments are keyword arguments.
    void call(std::string_view key, const Value& arguments) {
        std::vector<Value> args;
        Map kwargs = state_.map();
        if (arguments.is_map()) kwargs.update(arguments);
        if (arguments.is_list()) {
            for (const Value& item : arguments.items()) {
                if (item.is_map()) {
                    kwargs.update(item);
                } else {
                    args.push_back(item);
                }
            }
        } else if (!arguments.is_map() && !arguments.is_nil()) {
            args.push_back(arguments);
        }
        Value returned;
        const brine_status status =
            state_.try_invoke({.name = function_of(key),
                               .arguments = {.args = args, .kwargs = kwargs.value().pairs()}},
                              returned);
        if (status == BRINE_CANCELLED) throw Cancelled();
        if (status != BRINE_OK) {
            failures_.push_back(format("'{}' failed: {}", key, state_.last_error()));
        } else {
            note(key, returned);
        }
    }

    void note(std::string_view key, const Value& returned) {
        const Value* comment = returned.is_map() ? returned.find("comment") : nullptr;
        if (succeeded(returned)) {
            const std::string text = comment != nullptr  ? to_text(*comment)
                                     : returned.is_map() ? "Success"
                                                         : to_text(returned);
            successes_.push_back(format("{}: {}", key, text));
            changes_.set(key, returned);
        } else if (returned.is_map()) {
            failures_.push_back(
                format("'{}' failed: {}", key,
                       comment != nullptr ? to_text(*comment) : "(error message N/A)"));
        } else {
            failures_.push_back(format("'{}': {}", key, returned));
        }
    }

    State& state_;
    const Value& given_;
    std::vector<Pair> keys_;
    Map changes_ = state_.map();
    std::vector<std::string> failures_;
    std::vector<std::string> successes_;
};

StateResult run(State& state, std::string_view, Kwargs kwargs) {
    if (is_old_form(kwargs.map)) return run_named(state, kwargs.map);
    return NewForm(state, kwargs.map).run();
}

StateResult wait(State& state, std::string_view, Kwargs) { return state.ok(""); }

}  // namespace
}  // namespace brine::module

BRINE_PLUGIN("module", "0.1.0", "Calls execution functions from states", p) {
    using namespace brine::module;
    p.state("module.run", run, "name"_a, "kwargs"_a)
        .doc(
            "Calls execution functions.\n\nThe new form has the functions as arguments, with lists "
            "of their arguments; `FUNCTION:2` calls one once more. The old form has the function "
            "as `name` and its arguments by name (`m_name`, `m_fun`, `m_names`, `m_state`, "
            "`m_saltenv` for those that a state has itself), and `returner`.\n\n"
            "The state fails when a function fails, returns false, a `retcode` other than 0 or a "
            "false `result`.\n\n"
            "    refresh:\n      module.run:\n        - service.systemctl_reload: []\n"
            "        - cmd.run:\n          - make all\n          - cwd: /opt/app");
    p.state("module.wait", wait, "name"_a, "kwargs"_a)
        .doc(
            "Calls execution functions when a watched state changed something; as "
            "`module.run`.\n\n"
            "    refresh:\n      module.wait:\n        - name: service.systemctl_reload\n"
            "        - watch:\n          - file: /etc/systemd/system/app.service");
    p.mod_watch("module", run, "name"_a, "kwargs"_a)
        .doc("Calls the functions of a `module.wait` or `module.run` that watches a change.");
}
