// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>

#include "groups.hpp"

BRINE_PLUGIN("cmd", "0.1.0", "Runs commands and scripts", p) {
    using namespace brine::cmd;
    add_run_functions(p);
    add_script_functions(p);
    add_program_functions(p);
    add_states(p);
}
