// SPDX-License-Identifier: Apache-2.0
//
// From a low chunk to the arguments of its state function.
#pragma once

#include "chunks.hpp"
#include "function_table.hpp"

#include <string>
#include <vector>

namespace brine::state {

// Why the chunk cannot be called, in Salt's words; empty when it can.
[[nodiscard]] Errors chunk_errors(const Chunk& chunk, FunctionTable& functions);

// The arguments that the function gets: those it has a parameter for, and if it takes any, all but
// the state system's own. Arguments that nobody takes are an Error, except for a watch function,
// which is offered what its state was given.
[[nodiscard]] std::vector<Pair> call_arguments(const Chunk& chunk, const StateFunction& function);

}  // namespace brine::state
