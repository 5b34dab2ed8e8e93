/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: a plugin that does not start says why. */
#include "plugin.h"

static brine_status start(brine_setup* setup, void** self) {
    (void)self;
    if (add_exec(setup, "broken.ping", "", answer_true) != BRINE_OK) return BRINE_FAILED;
    return setup->fail(setup, BRINE_FAILED, brine_text_of("the moon is full"));
}
TEST_PLUGIN("failing-start", start);
