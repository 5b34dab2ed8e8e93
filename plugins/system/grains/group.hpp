// SPDX-License-Identifier: Apache-2.0
//
// Grains that come from one computation: asked for one of them, all are computed and kept for
// the rest of the run.
#pragma once

#include <brine/sdk.hpp>

#include <initializer_list>
#include <string>
#include <string_view>

namespace brine::grains {

// A map of the group's grains; those that this machine does not have are left out.
using Compute = Value (*)(Call& call);

struct Described {
    std::string_view name;
    std::string_view doc;
};

// Adds a function of kind "grain" for each name. It fails with BRINE_NOT_FOUND when the machine
// does not have the grain. `group` is unique.
void add_group(Plugin& plugin, std::string_view group, Compute compute,
               std::initializer_list<Described> grains);

// Adds one grain with a computation of its own, which answers its value.
void add_grain(Plugin& plugin, Described grain, Compute compute);

// The value of a core grain, or nil when the machine does not have it.
[[nodiscard]] Value core_grain(Call& call, std::string_view name);

// The groups, one function per source file.
void add_os_grains(Plugin& plugin);
void add_kernel_grains(Plugin& plugin);
void add_hardware_grains(Plugin& plugin);
void add_virtual_grains(Plugin& plugin);
void add_service_grains(Plugin& plugin);
void add_host_grains(Plugin& plugin);
void add_network_grains(Plugin& plugin);
void add_process_grains(Plugin& plugin);

}  // namespace brine::grains
