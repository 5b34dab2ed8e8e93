/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: the descriptor is at least as large as ABI minor 0 has it. */
#include "plugin.h"

static brine_status start(brine_setup* setup, void** self) {
    (void)self;
    return add_exec(setup, "broken.ping", "", answer_true);
}
BRINE_EXPORT const brine_plugin brine_plugin_v1;
const brine_plugin brine_plugin_v1 = {
    sizeof(brine_plugin) - 8, 0, "small-descriptor", "1.0", "A plugin of the tests", start, NULL};
