// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/abi.h>

extern "C" const brine_plugin brine_sample_plugin;  // keeps all rules
extern "C" const brine_plugin brine_rude_plugin;    // each function of it breaks one
