// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "brine/support/text.hpp"

namespace brine::support {

std::optional<std::size_t> edit_distance(std::string_view from, std::string_view to,
                                         std::size_t limit) {
    const auto [shorter, longer] = std::minmax({from.size(), to.size()});
    if (longer - shorter > limit) return std::nullopt;
    // distances[n]: from the begin of `from` that was looked at to the first n bytes of `to`.
    std::vector<std::size_t> distances(to.size() + 1);
    std::iota(distances.begin(), distances.end(), std::size_t{0});
    for (std::size_t row = 0; row < from.size(); ++row) {
        std::size_t diagonal = distances[0];
        distances[0] = row + 1;
        for (std::size_t column = 0; column < to.size(); ++column) {
            const std::size_t replaced = diagonal + (from[row] == to[column] ? 0 : 1);
            diagonal = distances[column + 1];
            distances[column + 1] = std::min({replaced, diagonal + 1, distances[column] + 1});
        }
        // No later row can fall below the least of this one.
        if (*std::ranges::min_element(distances) > limit) return std::nullopt;
    }
    if (distances.back() > limit) return std::nullopt;
    return distances.back();
}

std::optional<std::string> closest(std::string_view name, std::span<const std::string> candidates) {
    std::size_t limit = std::max<std::size_t>(1, name.size() / 3);
    const std::string* best = nullptr;
    for (const std::string& candidate : candidates) {
        const std::optional<std::size_t> distance = edit_distance(name, candidate, limit);
        if (!distance) continue;
        best = &candidate;
        if (*distance == 0) break;
        // From here on only what is closer counts.
        limit = *distance - 1;
    }
    if (best == nullptr) return std::nullopt;
    return *best;
}

}  // namespace brine::support
