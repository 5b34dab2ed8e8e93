// SPDX-License-Identifier: Apache-2.0
//
// The requisites `listen` and `listen_in`: watch functions that are called at the end of a run.
#pragma once

#include "chunks.hpp"
#include "references.hpp"
#include "result.hpp"

#include <brine/call.hpp>

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace brine::state {

// A reference to a state that does not exist.
struct MissingListener {
    std::string_view tag;  // lives in the arena, as all texts here
    Value name;
    std::string comment;
};

struct Listening {
    std::vector<Chunk> chunks;  // the watch functions to call, possibly one several times
    std::vector<MissingListener> missing;
};

// `outcome` answers the result of a chunk, or null when it did not run.
[[nodiscard]] Listening listeners(Call& call, std::span<const Chunk> chunks, References& references,
                                  const std::function<const Result*(Position)>& outcome);

// The chunk of the module's watch function for a chunk.
[[nodiscard]] Chunk watch_chunk(Memory memory, const Chunk& chunk);

}  // namespace brine::state
