/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: needs_minor is not above the host's minor; checked before start() runs. */
#include <stdlib.h>

#include "plugin.h"

static brine_status start(brine_setup* setup, void** self) {
    (void)setup, (void)self;
    abort(); /* not to be reached */
}
BRINE_EXPORT const brine_plugin brine_plugin_v1;
const brine_plugin brine_plugin_v1 = {sizeof(brine_plugin),    99,    "high-minor", "1.0",
                                      "A plugin of the tests", start, NULL};
