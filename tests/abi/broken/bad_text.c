/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: text is UTF-8. */
#include "plugin.h"

static brine_status start(brine_setup* setup, void** self) {
    (void)self;
    return add_exec(setup, "broken.\xFF\xFE", "", answer_true);
}
TEST_PLUGIN("bad-text", start);
