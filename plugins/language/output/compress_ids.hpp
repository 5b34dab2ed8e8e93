// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/build.hpp>

namespace brine::output {

// Joins the states of one ID that have the same module, SLS and result (those made by `names`)
// into one: its key counts them as "ID (3)", its changes are keyed by name. Data that is no
// result of states is answered as it is.
[[nodiscard]] Value compress_ids(const Value& data, Memory memory);

// How many states a key made by compress_ids() stands for; 1 for any other.
[[nodiscard]] std::size_t compressed_states(std::string_view key);

}  // namespace brine::output
