// SPDX-License-Identifier: Apache-2.0
#include "core/registry/core_functions.hpp"

#include "core/loader/describer.hpp"
#include "core/loader/installation.hpp"

#include <brine/sdk.hpp>
#include <brine/support/signature.hpp>

#include <algorithm>

namespace brine::core {
namespace {

Frame& frame_of(const Call& call) { return *static_cast<Frame*>(call.raw()); }
const Registry& registry_of(const Call& call) { return *frame_of(call).run->registry; }

Value names(const Call& call, const std::vector<std::string_view>& sorted) {
    List list = call.list();
    list.reserve(sorted.size());
    for (const std::string_view name : sorted) list.add(name);
    return list.value();
}

Value kinds(Call& call) { return names(call, registry_of(call).kinds()); }

Value functions(Call& call, std::string_view kind) {
    return names(call, registry_of(call).names(kind));
}

bool available(Call& call, std::string_view name, std::string_view kind) {
    Frame& frame = frame_of(call);
    try {
        static_cast<void>(frame.run->host->resolve(frame, kind, name));
        return true;
    } catch (const Error&) {
        return false;  // the answer, not a failure: describe() gives the reason
    }
}

std::string_view kind_name(support::Parameter::Kind kind) {
    switch (kind) {
        case support::Parameter::Kind::normal:
            return "normal";
        case support::Parameter::Kind::rest:
            return "rest";
        case support::Parameter::Kind::kwargs:
            return "kwargs";
    }
    return "normal";
}

Value params_of(const Call& call, const FunctionManifest& function) {
    const auto signature = support::Signature::parse(function.params);
    List params = call.list();
    for (const support::Parameter& parameter : signature.parameters())
        params.add(call.map({{"name", parameter.name},
                             {"kind", kind_name(parameter.kind)},
                             {"type", parameter.type_text},
                             {"required", parameter.required},
                             {"default", copy(call.memory(), parameter.default_value)}}));
    return params.value();
}

// The function that would be called. Falls back to no other: an unavailable one is an error.
Value describe(Call& call, std::string_view name, std::string_view kind) {
    Frame& frame = frame_of(call);
    const FunctionEntry& function = frame.run->host->resolve(frame, kind, name);
    const FunctionManifest& manifest = *function.manifest;
    return call.map({{"kind", manifest.kind},
                     {"name", manifest.name},
                     {"plugin", function.plugin->manifest().name},
                     {"doc", manifest.doc},
                     {"traits", copy(call.memory(), manifest.traits.get())},
                     {"params", params_of(call, manifest)}});
}

Value offers(Call& call, std::string_view name, std::string_view kind) {
    List list = call.list();
    for (const FunctionEntry* function : registry_of(call).find(kind, name))
        list.add(call.map({{"plugin", function->plugin->manifest().name},
                           {"path", function->plugin->manifest().path},
                           {"origin", function->plugin->located().origin}}));
    return list.value();
}

// Kinds of which every function is called, not only the one that wins.
bool calls_all(std::string_view kind) { return kind == "event" || kind == "available"; }

Value functions_of(const Call& call, const PluginEntry& plugin) {
    List list = call.list();
    for (const FunctionManifest& function : plugin.manifest().functions) {
        const auto offered = registry_of(call).find(function.kind, function.name);
        const bool wins =
            !offered.empty() && (calls_all(function.kind) || offered.front()->plugin == &plugin);
        list.add(call.map({{"kind", function.kind},
                           {"name", function.name},
                           {"params", function.params},
                           {"doc", function.doc},
                           {"wins", wins}}));
    }
    return list.value();
}

Value plugins(Call& call) {
    List list = call.list();
    for (const auto& plugin : registry_of(call).plugins()) {
        const Manifest& manifest = plugin->manifest();
        list.add(call.map({{"name", manifest.name},
                           {"version", manifest.version},
                           {"summary", manifest.summary},
                           {"path", manifest.path},
                           {"origin", plugin->located().origin},
                           {"needs_minor", manifest.needs_minor},
                           {"refusal", manifest.refusal},
                           {"functions", functions_of(call, *plugin)}}));
    }
    return list.value();
}

// Looks into any file as the loader would, in a process of its own.
Value check_file(Call& call, std::string_view path) {
    const std::vector<Manifest> manifests =
        describe_files(find_installation().worker, {std::string(path)});
    return to_value(call.memory(), manifests.front());
}

void register_core(Plugin& plugin) {
    plugin.add("core", "registry.kinds", kinds).doc("Lists the kinds of functions.");
    plugin.add("core", "registry.functions", functions, "kind"_a = "exec")
        .doc("Lists the names of a kind, sorted.");
    plugin.add("core", "registry.available", available, "name"_a, "kind"_a = "exec")
        .doc("Tells whether a function can be called here and now.");
    plugin.add("core", "registry.describe", describe, "name"_a, "kind"_a = "exec")
        .doc("Describes the function that a call would reach.");
    plugin.add("core", "registry.offers", offers, "name"_a, "kind"_a = "exec")
        .doc("Lists the plugins that offer a function, the winner first.");
    plugin.add("core", "loader.plugins", plugins).doc("Lists all plugin files, refused ones too.");
    plugin.add("core", "loader.check", check_file, "path"_a)
        .doc("Looks into a plugin file in a process of its own.");
}

constexpr brine_plugin descriptor{
    sizeof(brine_plugin),
    0,
    "core",
    BRINE_VERSION,
    "The registry and the loader themselves",
    [](brine_setup* setup, void** self) {
        return brine::detail::start_plugin(setup, self, register_core);
    },
    [](void* self) { delete static_cast<Plugin*>(self); },
};

}  // namespace

void add_core_functions(Host& host) { host.add_linked_plugin(descriptor); }

}  // namespace brine::core
