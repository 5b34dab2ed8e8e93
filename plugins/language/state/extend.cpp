// SPDX-License-Identifier: Apache-2.0
#include "extend.hpp"

#include "keywords.hpp"

#include <brine/format.hpp>

#include <algorithm>
#include <utility>

namespace brine::state {
namespace {

// The present argument of the same key, or `names` where `name` is set.
bool is_replaced_by(const Value& present, const Value& argument) {
    const std::string_view key = first_name(argument);
    const std::string_view present_key = first_name(present);
    return present_key == key || (key == "name" && present_key == "names");
}

void apply(Memory memory, Names& names, std::size_t position, Body& body,
           const Declaration& extension) {
    Declaration* declaration = body.find(extension.module_name());
    if (declaration == nullptr) {
        body.declarations.push_back(extension);
    } else {
        for (const Value& argument : extension.arguments)
            extend_argument(memory, *declaration, argument);
    }
    for (const Value& argument : extension.arguments)
        names.note(position, extension.module_name(), argument);
}

}  // namespace

void extend_argument(Memory memory, Declaration& declaration, const Value& argument) {
    auto& arguments = declaration.arguments;
    const auto present =
        std::find_if(arguments.begin(), arguments.end(), [&](const Value& candidate) {
            if (argument.is_str()) return candidate.is_str();
            return argument.is_map() && candidate.is_map() && is_replaced_by(candidate, argument);
        });
    if (present == arguments.end()) {
        arguments.push_back(argument);
        return;
    }
    const std::string_view key = first_name(argument);
    const Value added = first_value(argument);
    const Value before = first_value(*present);
    if (is_requisite(key) && added.is_list() && before.is_list()) {
        *present =
            entry(memory, Value::stable(key), concatenated(memory, before.items(), added.items()));
    } else {
        *present = argument;
    }
}

std::string no_target_text(const Value& id, std::string_view environment, std::string_view sls,
                           const Places& places) {
    const std::string_view shown_environment = environment.empty() ? "base" : environment;
    const std::string_view shown_sls = sls.empty() ? "base" : sls;
    return format(
               "Cannot extend ID '{}' in '{}:{}'. It is not part of the high state.\nThis is "
               "likely "
               "due to a missing include statement or an incorrectly typed ID.\nEnsure that a "
               "state with an ID of '{}' is available\nin environment '{}' and to SLS '{}'",
               id, shown_environment, shown_sls, id, shown_environment, shown_sls) +
           places.of(environment, sls, id.str_or(""));
}

void apply_extends(Memory memory, High& high, const Places& places, Errors& errors) {
    const std::vector<Body> extends = std::exchange(high.extends, {});
    const std::vector<std::string_view> excluded = high.excluded_sls();
    Names names(high);
    for (const Body& extension : extends) {
        if (extension.declarations.empty()) {
            errors.push_back(
                format("Extension name '{}' in SLS '{}' names no state module{}", extension.id,
                       extension.sls,
                       places.of(extension.environment, extension.sls, extension.id.str_or(""))));
            continue;
        }
        const std::string_view module = extension.declarations.front().module_name();
        Body* body = high.find(extension.id);
        if (body == nullptr || body->find(module) == nullptr) {
            const std::vector<Target> targets = names.find(extension.id, module, false);
            if (targets.size() != 1) {
                errors.push_back(
                    no_target_text(extension.id, extension.environment, extension.sls, places));
                continue;
            }
            body = &high.bodies()[targets.front().body];
        }
        if (std::find(excluded.begin(), excluded.end(), extension.sls) != excluded.end()) continue;
        const auto position = static_cast<std::size_t>(body - high.bodies().data());
        for (const Declaration& declaration : extension.declarations) {
            if (!declaration.is_list) {
                errors.push_back(format(
                    "The extension of '{}' in SLS '{}' is not formed as a list ({}){}",
                    extension.id, extension.sls, declaration.module,
                    places.of(extension.environment, extension.sls, extension.id.str_or(""))));
                continue;
            }
            apply(memory, names, position, *body, declaration);
        }
    }
}

}  // namespace brine::state
