/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: a plugin that does not start is refused, with or without a reason. */
#include "plugin.h"

static brine_status start(brine_setup* setup, void** self) {
    (void)setup, (void)self;
    return BRINE_FAILED;
}
TEST_PLUGIN("silent-start", start);
