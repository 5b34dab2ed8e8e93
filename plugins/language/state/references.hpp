// SPDX-License-Identifier: Apache-2.0
//
// Which chunks a requisite refers to.
#pragma once

#include "chunks.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace brine::state {

using Position = std::uint32_t;  // of a chunk in its list
using Positions = std::vector<Position>;

// How a requisite names its target: `module: text`, with the modules "id" (any) and "sls".
struct Reference {
    std::string_view module;
    Value target;  // a str, else nothing is found

    // From an entry of a requisite's list: a text, or a map with one key. What stands behind a dot
    // in the key is left out.
    [[nodiscard]] static Reference parse(const Value& item);
};

// Finds chunks by ID, name and SLS through hash tables; only references with wildcards look at
// each chunk. Answers are shared by equal references, so many states may require a large SLS.
class References {
  public:
    // The chunks outlive this object and do not move.
    explicit References(std::span<const Chunk> chunks);

    // The positions of the chunks, ascending; empty when there are none. Valid as long as this
    // object.
    [[nodiscard]] const Positions& find(const Reference& reference);

    // Those whose ID or name is exactly `target`, for any module.
    [[nodiscard]] const Positions& named(std::string_view target) const;

  private:
    [[nodiscard]] Positions look_up(std::string_view module, std::string_view target) const;
    [[nodiscard]] Positions scan(std::string_view module, std::string_view pattern) const;

    std::span<const Chunk> chunks_;
    std::unordered_map<std::string_view, Positions> by_name_;  // and by ID
    std::unordered_map<std::string_view, Positions> by_sls_;
    std::unordered_map<std::string, Positions> answers_;  // "module\ntarget"
};

}  // namespace brine::state
