// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/sdk.hpp>

namespace brine::spm {

// The execution functions spm.*, for states, reactors and jobs.
void add_functions(Plugin& plugin);

}  // namespace brine::spm
