// SPDX-License-Identifier: Apache-2.0
//
// The groups of functions that make up the plugin; each registers its own.
#pragma once

#include <brine/plugin.hpp>

namespace brine::cmd {

// cmd.run, run_all, run_stdout, run_stderr, retcode and shell.
void add_run_functions(Plugin& plugin);
// cmd.script, exec_code and exec_code_all: code that is put into a file first.
void add_script_functions(Plugin& plugin);
// cmd.which, which_bin, has_exec and shells: what can be run here.
void add_program_functions(Plugin& plugin);
// The states cmd.run, wait, watch, script and wait_script.
void add_states(Plugin& plugin);

}  // namespace brine::cmd
