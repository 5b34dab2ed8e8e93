// SPDX-License-Identifier: Apache-2.0
//
// The groups of functions that make up the plugin; each registers its own.
#pragma once

#include <brine/plugin.hpp>

namespace brine::test_module {

// What comes back: ping, echo, arg, kwarg, version, ...
void add_argument_functions(Plugin& plugin);
// What a call can do besides returning: take time, fail, call others, set the exit status.
void add_behaviour_functions(Plugin& plugin);
// fib and collatz.
void add_number_functions(Plugin& plugin);
void add_states(Plugin& plugin);
void add_pillar_check(Plugin& plugin);

}  // namespace brine::test_module
