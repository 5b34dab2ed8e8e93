// SPDX-License-Identifier: Apache-2.0
//
// The execution functions of the plugin.
#pragma once

#include <brine/sdk.hpp>

namespace brine::state {

void add_run_functions(Plugin& plugin);   // state.apply, state.sls, state.highstate, ...
void add_show_functions(Plugin& plugin);  // state.show_sls, state.show_top, ...

}  // namespace brine::state
