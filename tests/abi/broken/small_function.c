/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: a function's table is at least as large as ABI minor 0 has it. */
#include "plugin.h"

static brine_status start(brine_setup* setup, void** self) {
    brine_function function = {0};
    (void)self;
    function.size = sizeof function - 8;
    function.kind = "exec";
    function.name = "broken.ping";
    function.call = answer_true;
    return setup->add(setup, &function);
}
TEST_PLUGIN("small-function", start);
