// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>

#include "groups.hpp"

BRINE_PLUGIN("test", "0.1.0", "Functions and states to try things out with", p) {
    using namespace brine::test_module;
    add_argument_functions(p);
    add_behaviour_functions(p);
    add_number_functions(p);
    add_states(p);
    add_pillar_check(p);
}
