// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fragments.hpp"

#include <brine/sdk.hpp>

namespace motd {

// Those in the directory that the option motd:directory names.
[[nodiscard]] Fragments fragments_of(brine::Call& call);

void add_states(brine::Plugin& plugin);

}  // namespace motd
