// SPDX-License-Identifier: Apache-2.0
//
// Text that several states collect for one file (file.accumulated). It lasts as long as the run.
#pragma once

#include <brine/call.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace brine::file {

// What has been collected for a file: a map from the names of the accumulators to lists of text,
// nil when there is nothing.
[[nodiscard]] Value accumulated_for(Call& call, std::string_view filename);

// The texts for a file that are meant for the state `id`, or, when none is meant for it, all.
[[nodiscard]] std::vector<std::string> accumulated_for_state(Call& call, std::string_view filename,
                                                             std::string_view id);

// Adds texts (a list) to an accumulator of a file, each once; `targets` are the IDs of the states
// that they are meant for. Whether any of the texts was new.
bool accumulate(Call& call, std::string_view filename, std::string_view accumulator,
                const Value& texts, const Value& targets);

}  // namespace brine::file
