// SPDX-License-Identifier: Apache-2.0
//
// Grains: facts about the machine, each computed when it is first asked for.
//
// A plugin adds a grain with a function of kind "grain" that is named like it and answers its
// value, or several with a function of kind "grains" that answers a map. A function that the
// machine gives no answer to fails with BRINE_NOT_FOUND.
#include "functions.hpp"
#include "group.hpp"
#include "merged_grains.hpp"

#include <brine/sdk.hpp>

using namespace brine::literals;

namespace brine::grains {

namespace {

// The value at "os", "dns:nameservers" or, for "", of all grains.
Value context(Call& call, std::string_view path) {
    if (path.empty()) return all_grains(call);
    if (const auto value = find_grain_part(call, path, ":")) return *value;
    throw Error(format("there is no grain '{}'", path), BRINE_NOT_FOUND);
}

}  // namespace

}  // namespace brine::grains

BRINE_PLUGIN("grains", "1.0.0", "Grains: facts about the machine", p) {
    using namespace brine::grains;
    p.add("context", "grains", context, "path"_a)
        .doc("The grains of the run.\n\n- `path`: the wanted part, empty for all");
    add_os_grains(p);
    add_kernel_grains(p);
    add_hardware_grains(p);
    add_virtual_grains(p);
    add_service_grains(p);
    add_host_grains(p);
    add_network_grains(p);
    add_process_grains(p);
    add_read_functions(p);
    add_filter_by(p);
    add_edit_functions(p);
}
