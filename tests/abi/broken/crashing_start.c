/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: a plugin that crashes while it starts harms nobody else. */
#include <signal.h>

#include "plugin.h"

static brine_status start(brine_setup* setup, void** self) {
    (void)setup, (void)self;
    signal(SIGSEGV, SIG_DFL); /* a sanitizer's handler would exit instead */
    raise(SIGSEGV);
    return BRINE_OK;
}
TEST_PLUGIN("crashing-start", start);
