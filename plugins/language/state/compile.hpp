// SPDX-License-Identifier: Apache-2.0
//
// The steps from high data to low chunks, in Salt's order.
#pragma once

#include "chunks.hpp"
#include "high.hpp"
#include "places.hpp"

#include <brine/call.hpp>

#include <vector>

namespace brine::state {

// Everything from extensions to low chunks. With errors, which are all shown together, the result
// is empty. The high data are finished in place.
[[nodiscard]] std::vector<Chunk> compile(Call& call, High& high, const Places& places,
                                         Errors& errors);

// A declaration without a function means the module's `__call__`.
void add_default_functions(High& high);

}  // namespace brine::state
