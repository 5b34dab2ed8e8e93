// SPDX-License-Identifier: Apache-2.0
#include "catalog.hpp"

#include <brine/support/glob.hpp>

#include <algorithm>
#include <set>

namespace brine::sys {

namespace {

bool contains(std::string_view text, char c) { return text.find(c) != std::string_view::npos; }

std::vector<std::string> all_names(Call& call, std::string_view kind) {
    const Value args[] = {kind};
    const Value found =
        call.invoke({.kind = "core", .name = "registry.functions", .arguments = {args, {}}});
    std::vector<std::string> names;
    for (const Value& name : found.items()) names.emplace_back(name.str());
    return names;
}

std::string module_of(std::string_view function) {
    return std::string(function.substr(0, function.find('.')));
}

// The rule of the lists: "sys" is the module, "sys.*" and "sys.doc" are globs.
bool in_list(std::string_view function, std::string_view pattern) {
    if (contains(pattern, '*') || contains(pattern, '.'))
        return support::glob_matches(function, pattern);
    return function.starts_with(std::string(pattern) + ".");
}

// The rule of the documentation: "sys", "sys." and "sys.doc" are names, "sys.*" is a glob.
bool in_documentation(std::string_view function, std::string_view pattern) {
    if (contains(pattern, '*')) return support::glob_matches(function, pattern);
    if (pattern.empty() || function == pattern) return true;
    return function.starts_with(pattern.ends_with('.') ? std::string(pattern)
                                                       : std::string(pattern) + ".");
}

template <class Fits>
bool fits_any(std::string_view name, std::span<const Value> patterns, Fits fits) {
    return patterns.empty() ||
           std::any_of(patterns.begin(), patterns.end(), [&](const Value& pattern) {
               return fits(name, std::string_view(to_text(pattern)));
           });
}

Value list_of(const Call& call, const std::set<std::string>& names) {
    List list = call.list();
    for (const std::string& name : names) list.add(name);
    return list.value();
}

// The registry's description, nil for a function that cannot work on this machine.
Value description(Call& call, std::string_view kind, std::string_view name) {
    const Value args[] = {name, kind};
    Value found;
    const brine_status status = call.try_invoke(
        {.kind = "core", .name = "registry.describe", .arguments = {args, {}}}, found);
    if (status == BRINE_OK) return found;
    if (status == BRINE_UNAVAILABLE || status == BRINE_NOT_FOUND) return {};
    throw CallError(call.last_error(), status);
}

// Salt's form of a signature: a default belongs to the last arguments in turn.
Value signature(const Call& call, const Value& description) {
    List args = call.list();
    List defaults = call.list();
    Value varargs;
    Value kwargs;
    for (const Value& param : description["params"].items()) {
        const std::string_view kind = param["kind"].str();
        if (kind == "rest") varargs = true;
        if (kind == "kwargs") kwargs = true;
        if (kind != "normal") continue;
        args.add(param["name"]);
        if (!param["required"].is_true()) defaults.add(param["default"]);
    }
    return call.map({{"args", args.size() > 0 ? args.value() : Value()},
                     {"defaults", defaults.size() > 0 ? defaults.value() : Value()},
                     {"varargs", varargs},
                     {"kwargs", kwargs}});
}

}  // namespace

Value functions(Call& call, std::string_view kind, std::span<const Value> patterns) {
    std::set<std::string> found;
    for (const std::string& name : all_names(call, kind))
        if (fits_any(name, patterns, in_list)) found.insert(name);
    return list_of(call, found);
}

Value modules(Call& call, std::string_view kind, std::span<const Value> patterns) {
    std::set<std::string> found;
    for (const std::string& name : all_names(call, kind)) {
        const std::string module = module_of(name);
        const auto fits = [&](std::string_view function, std::string_view pattern) {
            return contains(pattern, '*') ? support::glob_matches(function, pattern)
                                          : module == pattern;
        };
        if (fits_any(name, patterns, fits)) found.insert(module);
    }
    return list_of(call, found);
}

Value names(Call& call, std::string_view kind, std::span<const Value> patterns) {
    std::set<std::string> found;
    for (const std::string& name : all_names(call, kind))
        if (fits_any(name, patterns, support::glob_matches)) found.insert(name);
    return list_of(call, found);
}

Value documentation(Call& call, std::string_view kind, std::span<const Value> patterns) {
    Map docs = call.map();
    for (const std::string& name : all_names(call, kind)) {
        if (!fits_any(name, patterns, in_documentation)) continue;
        if (const Value found = description(call, kind, name); !found.is_nil())
            docs.set(name, found["doc"]);
    }
    return docs.value();
}

Value signatures(Call& call, std::string_view kind, std::string_view pattern) {
    Map all = call.map();
    for (const std::string& name : all_names(call, kind)) {
        if (!in_documentation(name, pattern)) continue;
        if (const Value found = description(call, kind, name); !found.is_nil())
            all.set(name, signature(call, found));
    }
    return all.value();
}

}  // namespace brine::sys
