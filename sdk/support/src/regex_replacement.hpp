// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace brine::support {

/// A piece of a replacement: text as it is, then what a group matched.
struct ReplacementPiece {
    std::string text;
    std::size_t group = no_group;

    static constexpr std::size_t no_group = static_cast<std::size_t>(-1);
};

/// The pieces of a replacement text of Python's re.sub. Throws std::invalid_argument for a
/// reference to a group that the pattern does not have and for an unknown escape of a letter.
std::vector<ReplacementPiece> parse_replacement(
    std::string_view replacement, std::size_t group_count,
    const std::vector<std::pair<std::string, std::size_t>>& group_names);

}  // namespace brine::support
