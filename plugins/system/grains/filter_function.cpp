// SPDX-License-Identifier: Apache-2.0
#include "filter_by.hpp"
#include "functions.hpp"
#include "merged_grains.hpp"

namespace brine::grains {

using namespace brine::literals;

namespace {

Value filter_by_grain(Call& call, Value table, const Text& grain, Value merge, Value fallback,
                      Value base) {
    if (!table.is_map())
        throw BadArgument("lookup_dict is a map from values of a grain to choices, got " +
                          table.described());
    const auto value = find_grain_part(call, grain.str(), ":");
    return filter_by(call.memory(), table, value ? &*value : nullptr, merge, fallback, base);
}

}  // namespace

void add_filter_by(Plugin& plugin) {
    plugin
        .exec("grains.filter_by", filter_by_grain, "lookup_dict"_a, "grain"_a = "os_family",
              "merge"_a = nullptr, "default"_a = "default", "base"_a = nullptr)
        .doc(
            "Chooses from a map by the value of a grain.\n\n"
            "- `lookup_dict`: choices by globs of the grain's value\n"
            "- `grain`: its name or path; of a list the first item that fits decides\n"
            "- `merge`: a map laid over the choice, such as one from pillar\n"
            "- `default`: the key to take when none fits\n"
            "- `base`: the key of a map that lies below the choice\n\n"
            "Answers the choice, or null.\n\n"
            "    {% set apache = salt['grains.filter_by']({'Debian': {'pkg': 'apache2'},\n"
            "                                              'RedHat': {'pkg': 'httpd'}}) %}");
}

}  // namespace brine::grains
