// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "sequence_matcher.hpp"

namespace brine::support {

/// One step on the way from one sequence to another: lines [from_begin, from_end) of the one
/// stand against lines [to_begin, to_end) of the other.
struct Edit {
    bool equal = false;
    std::size_t from_begin = 0;
    std::size_t from_end = 0;
    std::size_t to_begin = 0;
    std::size_t to_end = 0;
};

/// Steps that lie near each other, with the equal lines around them.
using Hunk = std::vector<Edit>;

/// The steps between sequences of the given lengths with these blocks in common.
std::vector<Edit> make_edits(const std::vector<MatchingBlock>& blocks, std::size_t from_size,
                             std::size_t to_size);

/// Splits steps into hunks with at most `context` equal lines before and after each change.
/// No hunk when nothing changed.
std::vector<Hunk> group_edits(std::vector<Edit> edits, std::size_t context);

}  // namespace brine::support
