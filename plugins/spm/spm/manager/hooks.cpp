// SPDX-License-Identifier: Apache-2.0
#include "manager/hooks.hpp"

#include <brine/support/text.hpp>

namespace brine::spm {
namespace {

std::string field_name(std::string_view when, std::string_view what) {
    return format("{}_{}_state", when, what);
}

// The states of a run that failed, and those that made it fail to compile.
std::vector<std::string> failures(const Value& results) {
    std::vector<std::string> all;
    if (results.is_list())
        for (const Value& problem : results.items()) all.push_back(format("{}", problem));
    for (const Pair& pair : results.pairs()) {
        const Value& result = pair.value;
        if (!result.is_map() || !result["result"].is_false()) continue;
        all.push_back(format("{}: {}", result["__id__"].is_nil() ? pair.key : result["__id__"],
                             result["comment"]));
    }
    return all;
}

void run_states(Session& session, const Value& formula, const std::string& field) {
    const Value data = formula[field];
    Value results;
    if (data.is_map()) {
        results = session.call.call("state.high", {data}, {});
    } else {
        // A template names its renderers in its first line.
        std::string text(data.str());
        if (!text.starts_with("#!"))
            text = format("#!{}\n{}", formula["renderer"].str_or("jinja|yaml"), text);
        results = session.call.call("state.template_str", {session.call.str(text)}, {});
    }
    const auto failed = failures(results);
    if (!failed.empty())
        throw Error(
            format("{}: {} failed:\n{}", formula["name"], field, support::join(failed, "\n")));
}

}  // namespace

bool has_hook(const Value& formula, std::string_view when) {
    return !formula[field_name(when, "local")].is_nil() ||
           !formula[field_name(when, "tgt")].is_nil();
}

void run_hook(Session& session, const Value& formula, std::string_view when) {
    const std::string local = field_name(when, "local");
    const std::string target = field_name(when, "tgt");
    if (!formula[local].is_nil()) run_states(session, formula, local);
    if (!formula[target].is_nil())
        session.listener.warn(
            format("{}: {} is for the minions that fit '{}'; it has to be run "
                   "from their master",
                   formula["name"], target, formula[target]["tgt"]));
}

}  // namespace brine::spm
