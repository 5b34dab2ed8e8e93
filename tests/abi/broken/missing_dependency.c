/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: the system can load it; a library that it needs is absent here. */
#include "plugin.h"

int absent_function(void);

static brine_status start(brine_setup* setup, void** self) {
    (void)self;
    return absent_function() ? BRINE_FAILED : add_exec(setup, "broken.ping", "", answer_true);
}
TEST_PLUGIN("missing-dependency", start);
