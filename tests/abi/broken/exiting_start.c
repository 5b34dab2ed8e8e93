/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: a plugin that ends the process while it starts harms nobody else. */
#include <unistd.h>

#include "plugin.h"

static brine_status start(brine_setup* setup, void** self) {
    (void)setup, (void)self;
    _exit(42);
}
TEST_PLUGIN("exiting-start", start);
