// SPDX-License-Identifier: Apache-2.0
#include "group.hpp"

namespace brine::grains {

namespace {

// What `compute` answers, computed once per run.
Value remembered(Call& call, const std::string& key, Compute compute) {
    const Value known = call.lookup("context:" + key);
    if (known.is_map()) return known;
    const Value computed = compute(call);
    call.store(key, computed);
    return computed;
}

}  // namespace

void add_group(Plugin& plugin, std::string_view group, Compute compute,
               std::initializer_list<Described> grains) {
    const std::string key = "grains.group:" + std::string(group);
    for (const Described& grain : grains)
        plugin
            .add("grain", grain.name,
                 [key, compute, name = std::string(grain.name)](Call& call) -> Value {
                     const Value all = remembered(call, key, compute);
                     if (const Value* value = all.find(name.c_str())) return *value;
                     throw Error("this machine has no grain '" + name + "'", BRINE_NOT_FOUND);
                 })
            .doc(grain.doc);
}

void add_grain(Plugin& plugin, Described grain, Compute compute) {
    plugin.add("grain", grain.name, compute).doc(grain.doc);
}

Value core_grain(Call& call, std::string_view name) {
    Value value;
    const brine_status status = call.try_invoke({.kind = "grain", .name = name}, value);
    if (status != BRINE_OK && status != BRINE_NOT_FOUND) throw CallError(call.last_error(), status);
    return value;
}

}  // namespace brine::grains
