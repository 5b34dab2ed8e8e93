/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: all symbols are resolved when it is loaded, not when they are used. */
#include "plugin.h"

int nobody_defines_this(void);

static brine_status start(brine_setup* setup, void** self) {
    (void)self;
    return setup == NULL ? (brine_status)nobody_defines_this()
                         : add_exec(setup, "broken.ping", "", answer_true);
}
TEST_PLUGIN("unresolved-symbol", start);
