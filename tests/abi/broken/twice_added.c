/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: a function's name is unique within plugin and kind. */
#include "plugin.h"

static brine_status start(brine_setup* setup, void** self) {
    (void)self;
    add_exec(setup, "broken.ping", "", answer_true);
    return add_exec(setup, "broken.ping", "", answer_true);
}
TEST_PLUGIN("twice-added", start);
