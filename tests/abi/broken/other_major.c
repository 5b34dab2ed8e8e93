/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: the symbol's name carries the host's ABI major. */
#define brine_plugin_v1 brine_plugin_v2
#include "plugin.h"

static brine_status start(brine_setup* setup, void** self) {
    (void)self;
    return add_exec(setup, "broken.ping", "", answer_true);
}
TEST_PLUGIN("other-major", start);
