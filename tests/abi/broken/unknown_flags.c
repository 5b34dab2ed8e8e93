/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: a function's flags are 0. */
#include "plugin.h"

static brine_status start(brine_setup* setup, void** self) {
    brine_function function = {0};
    (void)self;
    function.size = sizeof function;
    function.flags = 4;
    function.kind = "exec";
    function.name = "broken.ping";
    function.call = answer_true;
    return setup->add(setup, &function);
}
TEST_PLUGIN("unknown-flags", start);
