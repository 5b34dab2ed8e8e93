/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: parameters are declared in the notation of brine/abi.h. */
#include "plugin.h"

static brine_status start(brine_setup* setup, void** self) {
    (void)self;
    return add_exec(setup, "broken.ping", "name: str, count: number = 3", answer_true);
}
TEST_PLUGIN("bad-signature", start);
