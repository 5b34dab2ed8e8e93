// SPDX-License-Identifier: Apache-2.0
//
// The state system: compiles SLS files and runs the states in them.
#include "functions.hpp"

BRINE_PLUGIN("state", "1.0.0", "Compiles and runs SLS files", plugin) {
    brine::state::add_run_functions(plugin);
    brine::state::add_show_functions(plugin);
}
