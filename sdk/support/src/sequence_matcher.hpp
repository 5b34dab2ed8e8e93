// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace brine::support {

/// `size` equal lines, from index `from` of one sequence and from index `to` of the other.
struct MatchingBlock {
    std::size_t from = 0;
    std::size_t to = 0;
    std::size_t size = 0;

    auto operator<=>(const MatchingBlock&) const = default;
};

/// The blocks that Python's difflib.SequenceMatcher finds between two sequences of lines, in
/// increasing order, adjacent ones merged, without the empty one that difflib puts at the end:
/// the longest match that is the first in `from_lines`, then in `to_lines`, and so on in what is
/// left on both sides of it. In a `to_lines` of 200 lines or more, lines that make up more than 1 %
/// of it do not start a match, but extend one.
std::vector<MatchingBlock> find_matching_blocks(std::span<const std::string_view> from_lines,
                                                std::span<const std::string_view> to_lines);

}  // namespace brine::support
