// SPDX-License-Identifier: Apache-2.0
//
// spm, the package manager for formulas: the command `brine spm` and the functions spm.*.
#include "cli/run.hpp"
#include "functions.hpp"

BRINE_PLUGIN("spm", "1.0.0", "The package manager for formulas", plugin) {
    plugin.command("spm", brine::spm::run_command)
        .doc("Manages packages of Salt formulas, as Salt's spm does.")
        .trait("program", "spm");
    brine::spm::add_functions(plugin);
}
