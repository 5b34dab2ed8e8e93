// SPDX-License-Identifier: Apache-2.0
//
// Rule: nothing is thrown across the ABI.
#include <brine/abi.h>

#include <stdexcept>

static brine_status start(brine_setup*, void**) { throw std::runtime_error("ball"); }

extern "C" BRINE_EXPORT const brine_plugin brine_plugin_v1 = {
    sizeof(brine_plugin), 0, "throwing-start", "1.0", "A plugin of the tests", start, nullptr};
