// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/sdk.hpp>

namespace brine::grains {

// The functions of the module `grains`, one function per source file.
void add_read_functions(Plugin& plugin);
void add_edit_functions(Plugin& plugin);
void add_filter_by(Plugin& plugin);

}  // namespace brine::grains
