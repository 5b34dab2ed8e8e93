// SPDX-License-Identifier: Apache-2.0
//
// What plugins may ask about the registry, answered from the fakes and plugins of the test:
//   registry.kinds(), registry.functions(kind), registry.available(name, kind),
//   registry.describe(name, kind), registry.offers(name, kind)
#include "host_impl.hpp"

#include <brine/plugin.hpp>

#include <set>

namespace brine::testing {
namespace {

FakeHost::Impl& impl_of(const Call& call) { return *frame_of(call.raw()).run->host; }

Value sorted(const Call& call, const std::set<std::string, std::less<>>& names) {
    List list = call.list();
    for (const std::string& name : names) list.add(name);
    return list.value();
}

Value kinds(Call& call) { return sorted(call, impl_of(call).functions.kinds()); }

Value functions(Call& call, std::string_view kind) {
    std::set<std::string, std::less<>> names;
    for (const LoadedFunction* function : impl_of(call).functions.of_kind(kind))
        names.insert(function->name);
    return sorted(call, names);
}

bool available(Call& call, std::string_view name, std::string_view kind) {
    try {
        static_cast<void>(impl_of(call).resolve(frame_of(call.raw()), kind, name));
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

Value describe(Call& call, std::string_view name, std::string_view kind) {
    const LoadedFunction& function = impl_of(call).resolve(frame_of(call.raw()), kind, name);
    List params = call.list();
    for (const support::Parameter& parameter : function.signature.parameters())
        params.add(call.map({{"name", parameter.name},
                             {"kind", kind_name(parameter.kind)},
                             {"type", parameter.type_text},
                             {"required", parameter.required},
                             {"default", copy(call.memory(), parameter.default_value)}}));
    return call.map({{"kind", function.kind},
                     {"name", function.name},
                     {"plugin", function.plugin->name()},
                     {"doc", function.doc},
                     {"traits", copy(call.memory(), function.traits.get())},
                     {"params", params.value()}});
}

Value offers(Call& call, std::string_view name, std::string_view kind) {
    List list = call.list();
    for (const LoadedFunction* function : impl_of(call).functions.find(kind, name))
        list.add(
            call.map({{"plugin", function->plugin->name()}, {"path", ""}, {"origin", "test"}}));
    return list.value();
}

void add_functions(Plugin& plugin) {
    using namespace brine::literals;
    plugin.add("core", "registry.kinds", kinds);
    plugin.add("core", "registry.functions", functions, "kind"_a = "exec");
    plugin.add("core", "registry.available", available, "name"_a, "kind"_a = "exec");
    plugin.add("core", "registry.describe", describe, "name"_a, "kind"_a = "exec");
    plugin.add("core", "registry.offers", offers, "name"_a, "kind"_a = "exec");
}

constexpr brine_plugin descriptor{
    sizeof(brine_plugin),
    0,
    "core",
    "",
    "The registry of a FakeHost",
    [](brine_setup* setup, void** self) {
        return brine::detail::start_plugin(setup, self, add_functions);
    },
    [](void* self) { delete static_cast<Plugin*>(self); },
};

}  // namespace

const brine_plugin& core_plugin() noexcept { return descriptor; }

}  // namespace brine::testing
