/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: a function has a name. */
#include "plugin.h"

static brine_status start(brine_setup* setup, void** self) {
    (void)self;
    return add_exec(setup, NULL, "", answer_true);
}
TEST_PLUGIN("null-function-name", start);
