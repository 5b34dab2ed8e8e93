/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: start() comes back. */
#include <unistd.h>

#include "plugin.h"

static brine_status start(brine_setup* setup, void** self) {
    (void)setup, (void)self;
    while (pause() == -1) {
    }
    return BRINE_OK;
}
TEST_PLUGIN("hanging-start", start);
