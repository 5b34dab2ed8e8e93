// SPDX-License-Identifier: Apache-2.0
#include "named_arguments.hpp"

#include <algorithm>
#include <array>

namespace brine::module {
namespace {

// Parameters that have the name of an argument of every state.
constexpr std::array<std::string_view, 5> taken_names{"name", "fun", "names", "state", "saltenv"};

std::string state_name(std::string_view parameter) {
    const bool taken =
        std::find(taken_names.begin(), taken_names.end(), parameter) != taken_names.end();
    return (taken ? "m_" : "") + std::string(parameter);
}

}  // namespace

NamedArguments named_arguments(Call& call, const std::string& function, const Value& given) {
    const Pair query[] = {{"kind", "exec"}, {"name", function}};
    const Value description = call.invoke(
        {.kind = "core", .name = "registry.describe", .arguments = {.args = {}, .kwargs = query}});
    NamedArguments arguments;
    std::vector<Pair> normal;
    for (const Value& parameter : description["params"].items()) {
        const std::string_view name = parameter["name"].str();
        const std::string_view kind = parameter["kind"].str();
        // Salt's functions call the rest of their arguments so, whatever ours do.
        const std::string key = kind == "normal" ? state_name(name)
                                : kind == "rest" ? "args"
                                                 : "kwargs";
        const Value* value = given.find(std::string_view(key));
        if (value == nullptr) {
            if (kind == "normal" && parameter["required"].is_true())
                arguments.missing.push_back(state_name(name));
            continue;
        }
        if (kind == "normal") {
            normal.push_back({parameter["name"], *value});
        } else if (kind == "rest") {
            if (!value->is_list()) {
                arguments.flaw = "'args' must be a list.";
                return arguments;
            }
            arguments.args.assign(value->items().begin(), value->items().end());
        } else {
            if (!value->is_map()) {
                arguments.flaw = "'kwargs' must be a dict.";
                return arguments;
            }
            arguments.kwargs.assign(value->pairs().begin(), value->pairs().end());
        }
    }
    // With further positional arguments the normal ones have to come first, by position.
    if (!arguments.args.empty()) {
        std::vector<Value> first;
        for (const Pair& pair : normal) first.push_back(pair.value);
        arguments.args.insert(arguments.args.begin(), first.begin(), first.end());
    } else {
        arguments.kwargs.insert(arguments.kwargs.begin(), normal.begin(), normal.end());
    }
    return arguments;
}

}  // namespace brine::module
