// SPDX-License-Identifier: Apache-2.0
#include "sources.hpp"

#include "defaults.hpp"

#include <brine/support/traverse.hpp>

namespace brine::config {

namespace {

Value map_or_empty(Call& call, std::string_view root) {
    const Value value = call.lookup(root);
    return value.is_map() ? value : call.map({});
}

std::optional<Value> part_of(const Value& map, std::string_view path, std::string_view delimiter) {
    return support::traverse(map, path, delimiter);
}

}  // namespace

Value options(Call& call) { return map_or_empty(call, "opts"); }
Value grains(Call& call) { return map_or_empty(call, "grains"); }
Value pillar(Call& call) { return map_or_empty(call, "pillar"); }

Value master_options(Call& call) {
    const Value value = pillar(call)["master"];
    return value.is_map() ? value : call.map({});
}

std::optional<Value> grain(Call& call, std::string_view path, std::string_view delimiter) {
    constexpr std::string_view missing = "_|-";  // no grain has this value
    const Value found = call.call("grains.get", {path, missing, delimiter}, {});
    if (found.is_str() && found.str() == missing) return std::nullopt;
    return found;
}

std::optional<Value> find(Call& call, std::string_view path, std::string_view delimiter,
                          const Omit& omit) {
    if (!omit.opts)
        if (const auto value = part_of(options(call), path, delimiter)) return value;
    if (!omit.grains)
        if (const auto value = grain(call, path, delimiter)) return value;
    if (!omit.pillar)
        if (const auto value = part_of(pillar(call), path, delimiter)) return value;
    if (!omit.master)
        if (const auto value = part_of(master_options(call), path, delimiter)) return value;
    return part_of(module_defaults(call.memory()), path, delimiter);
}

}  // namespace brine::config
