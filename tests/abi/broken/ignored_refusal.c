/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: what add() refuses fails the start, even if the plugin does not look. */
#include "plugin.h"

static brine_status start(brine_setup* setup, void** self) {
    (void)self;
    add_exec(setup, "broken.ping", "", NULL);
    add_exec(setup, "broken.pong", "", answer_true);
    return BRINE_OK;
}
TEST_PLUGIN("ignored-refusal", start);
