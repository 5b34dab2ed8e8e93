// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "high.hpp"
#include "places.hpp"

namespace brine::state {

// Adds everything that is wrong with the form of the high data to `errors`, in Salt's words with
// the place. Low chunks may be made only when there is nothing.
void verify_high(const High& high, const Places& places, Errors& errors);

}  // namespace brine::state
