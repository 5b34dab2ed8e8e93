// SPDX-License-Identifier: Apache-2.0
#include "function_table.hpp"

#include <utility>

namespace brine::state {
namespace {

constexpr std::string_view hint_marker = "Did you mean ";

// Salt's words for why a function is missing, from the message with which the registry refuses it.
std::string reason_of(brine_status status, const std::string& name, std::string_view module,
                      const std::string& message) {
    const std::size_t refused = message.find(format("'{}' __virtual__ returned False", module));
    if (refused != std::string::npos) return message.substr(refused);
    if (status != BRINE_NOT_FOUND) return message;
    const std::size_t hint = message.find(hint_marker);
    return format("'{}' is not available.", name) +
           (hint == std::string::npos ? std::string() : ' ' + message.substr(hint));
}

}  // namespace

const StateFunction& FunctionTable::get(std::string_view module, std::string_view function) {
    std::string name(module);
    name += '.';
    name += function;
    if (const auto found = known_.find(name); found != known_.end()) return found->second;
    StateFunction asked = ask(name, module);
    return known_.emplace(std::move(name), std::move(asked)).first->second;
}

StateFunction FunctionTable::ask(const std::string& name, std::string_view module) {
    const Pair kwargs[] = {{"kind", "state"}, {"name", name}};
    Value description;
    const brine_status status = call_.try_invoke(
        {.kind = "core", .name = "registry.describe", .arguments = {.args = {}, .kwargs = kwargs}},
        description);
    StateFunction function;
    if (status == BRINE_CANCELLED) throw Cancelled();
    if (status != BRINE_OK) {
        function.reason = reason_of(status, name, module, call_.last_error());
        return function;
    }
    function.exists = true;
    for (const Value& parameter : description["params"].items()) {
        const std::string_view kind = parameter["kind"].str();
        if (kind == "kwargs") function.takes_any = true;
        if (kind != "normal") continue;
        function.parameters.insert(parameter["name"].str());
        if (parameter["required"].is_true()) function.required.push_back(parameter["name"].str());
    }
    return function;
}

}  // namespace brine::state
