// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/build.hpp>

#include <optional>
#include <vector>

namespace brine::state {

// A low chunk in the making.
struct Draft {
    Map low;
    std::optional<int> name_position;  // its place in `names`, from 1
};

// Gives each draft its final `order` and sorts by it; ties are broken by module, name and
// function. Negative numbers and "last" come behind everything, "first" is 0.
void order_drafts(std::vector<Draft>& drafts);

}  // namespace brine::state
