// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>

namespace brine::state {

// Evaluates a compound target: words joined by "and", "or", "not" and parentheses that stand alone;
// "and" binds closer than "or". A word is a glob on the ID, or has a letter in front: G@ grain,
// P@ grain_pcre, I@ pillar, J@ pillar_pcre, L@ list, E@ pcre, N@ nodegroup, S@ ipcidr, R@ range.
// `matches` answers for one word by its kind. An expression that is not well-formed matches nobody,
// as in Salt; Error for an unknown letter.
[[nodiscard]] bool compound_matches(
    std::string_view expression,
    const std::function<bool(std::string_view kind, std::string_view pattern)>& matches);

}  // namespace brine::state
