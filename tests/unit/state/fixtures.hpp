// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chunks.hpp"
#include "compile.hpp"
#include "high.hpp"

#include <brine/testing.hpp>

#include <string>
#include <vector>

namespace brine::state::test {

// High data from JSON, with the arena that they live in.
struct Compiled {
    explicit Compiled(const Value& data)
        : high(high_from_value(arena.memory(), copy(arena.memory(), data), errors)) {}

    [[nodiscard]] Memory memory() { return arena.memory(); }
    [[nodiscard]] Value shown() { return high.to_value(memory()); }

    Arena arena;
    Places places;
    Errors errors;
    High high;
};

// The IDs of chunks in their order.
inline std::vector<std::string> ids_of(const std::vector<Chunk>& chunks) {
    std::vector<std::string> ids;
    for (const Chunk& chunk : chunks) ids.emplace_back(chunk.id);
    return ids;
}

using Texts = std::vector<std::string>;

}  // namespace brine::state::test
