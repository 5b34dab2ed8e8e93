// SPDX-License-Identifier: Apache-2.0
//
// The core's own functions, of kind "core": what plugins may ask about the registry and the
// loader. Offered like any other function, so the ABI needs no table for them.
#pragma once

#include "core/registry/host.hpp"

namespace brine::core {

// Adds the plugin "core" to the host:
//   registry.kinds()                 -> list of kinds
//   registry.functions(kind="exec")  -> list of names, sorted
//   registry.available(name, kind)   -> bool: whether it can be called here and now
//   registry.describe(name, kind)    -> {kind, name, plugin, doc, traits, params: [{name, kind,
//                                        type, required, default}]}; fails like a call would
//   registry.offers(name, kind)      -> who offers it, the winner first: [{plugin, path, origin}]
//   loader.plugins()                 -> [{name, version, summary, path, origin, refusal,
//                                         needs_minor, functions: [{kind, name, params, doc,
//                                         wins}]}]
//   loader.check(path)               -> {path, name, version, summary, needs_minor, refusal,
//                                        functions: [{kind, name, params, doc, traits}], stamp}
void add_core_functions(Host& host);

}  // namespace brine::core
