// SPDX-License-Identifier: Apache-2.0
#include "arguments.hpp"

#include "keywords.hpp"

#include <brine/format.hpp>
#include <brine/support/text.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

namespace brine::state {
namespace {

bool is_octal(const Value& umask) {
    const std::string text = to_text(umask);
    unsigned mask = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), mask, 8);
    return error == std::errc() && end == text.data() + text.size() && mask <= 0777;
}

constexpr std::string_view slot_prefix = "__slot__:";

constexpr int slot_levels = 2;  // a slot may be an entry of a map in a list, no deeper

bool is_slot(const Value& value) { return value.str_or("").starts_with(slot_prefix); }

bool has_slot(const Value& value, int levels) {
    const auto items = value.items();
    const auto pairs = value.pairs();
    return is_slot(value) ||
           (levels > 0 &&
            (std::any_of(items.begin(), items.end(),
                         [&](const Value& item) { return has_slot(item, levels - 1); }) ||
             std::any_of(pairs.begin(), pairs.end(),
                         [&](const Pair& pair) { return has_slot(pair.value, levels - 1); })));
}

// Whether the state uses something that is not offered, and what.
void add_unsupported(const Chunk& chunk, FunctionTable& functions, Errors& errors) {
    const StateFunction& function = functions.get(chunk.module, chunk.function);
    for (const Pair& pair : chunk.low.pairs()) {
        const std::string_view key = pair.key.str_or("");
        std::string_view reason;
        if (has_slot(pair.value, slot_levels)) {
            reason = "slots (__slot__:salt:...) are not evaluated";
        } else if (pair.value && !function.parameters.contains(key)) {
            const bool aggregates =
                key == "aggregate" && functions.has(chunk.module, "mod_aggregate");
            reason = aggregates ? "states are not aggregated" : unsupported(key);
        }
        if (!reason.empty())
            errors.push_back(format("The argument '{}' of state '{}' is not supported: {}", key,
                                    chunk.id, reason));
    }
}

// A requisite that names the state itself.
void add_recursion(const Chunk& chunk, FunctionTable& functions, Errors& errors) {
    const bool watches = functions.has(chunk.module, "mod_watch");
    for (const std::string_view kind : {std::string_view("require"), std::string_view("watch")}) {
        if (kind == "require" && watches && chunk.low.contains("watch")) continue;
        for (const Value& reference : chunk.low[kind].items()) {
            const std::string_view target = first_value(reference).str_or("");
            if (first_name(reference) == chunk.module &&
                (target == chunk.name_text() || target == chunk.id))
                errors.push_back(
                    format("Recursive require detected in SLS {} for require {} in ID {}",
                           chunk.sls, reference, chunk.id));
        }
    }
}

std::string invalid_keywords(const Chunk& chunk, const StateFunction& function,
                             const std::vector<std::string_view>& unknown) {
    std::string names;
    for (std::size_t n = 0; n + 1 < unknown.size(); ++n)
        names += (n == 0 ? "'" : ", '") + std::string(unknown[n]) + "'";
    if (unknown.size() > 1) names += " and ";
    names += format(
        "'{}' {} for '{}.{}'", unknown.back(),
        unknown.size() == 1 ? "is an invalid keyword argument" : "are invalid keyword arguments",
        chunk.module, chunk.function);
    names += format(" (ID '{}' in SLS '{}'", chunk.id, chunk.sls);
    const std::vector<std::string> known(function.parameters.begin(), function.parameters.end());
    if (const auto close = support::closest(unknown.front(), known))
        names += format("; did you mean '{}'?", *close);
    return names + ')';
}

}  // namespace

Errors chunk_errors(const Chunk& chunk, FunctionTable& functions) {
    Errors errors;
    if (!chunk.low.contains("state")) errors.emplace_back("Missing \"state\" data");
    if (!chunk.low.contains("fun")) errors.emplace_back("Missing \"fun\" data");
    if (!chunk.low.contains("name")) errors.emplace_back("Missing \"name\" data");
    if (chunk.name && !chunk.name.is_str())
        errors.push_back(format("ID '{}' {}is not formed as a string, but is a {}", chunk.name,
                                chunk.sls.empty() ? "" : format("in SLS '{}' ", chunk.sls),
                                python_type(chunk.name)));
    if (const Value* umask = chunk.low.find("umask"); umask != nullptr && !is_octal(*umask))
        errors.push_back(format("Invalid umask: {}", *umask));
    if (!errors.empty()) return errors;

    const StateFunction& function = functions.get(chunk.module, chunk.function);
    if (!function.exists) {
        const std::string full = format("{}.{}", chunk.module, chunk.function);
        if (chunk.sls.empty()) {
            errors.push_back(format("Specified state '{}' was not found", full));
        } else {
            errors.push_back(format("State '{}' was not found in SLS '{}'", full, chunk.sls));
        }
        errors.push_back(format("Reason: {}", function.reason));
        return errors;
    }
    for (const std::string_view parameter : function.required)
        if (!chunk.low.contains(parameter))
            errors.push_back(format("Missing parameter {} for state {}.{}", parameter, chunk.module,
                                    chunk.function));
    add_unsupported(chunk, functions, errors);
    add_recursion(chunk, functions, errors);
    return errors;
}

std::vector<Pair> call_arguments(const Chunk& chunk, const StateFunction& function) {
    std::vector<Pair> arguments;
    std::vector<std::string_view> unknown;
    arguments.reserve(chunk.low.size());
    for (const Pair& pair : chunk.low.pairs()) {
        const std::string_view key = pair.key.str_or("");
        if (function.parameters.contains(key)) {
            arguments.push_back(pair);
        } else if (is_internal(key)) {
            continue;
        } else if (function.takes_any && key != "__reqs__") {
            arguments.push_back(pair);
        } else {
            unknown.push_back(key);
        }
    }
    if (!unknown.empty() && chunk.function != "mod_watch")
        throw BadArgument(invalid_keywords(chunk, function, unknown));
    return arguments;
}

}  // namespace brine::state
