// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace brine::support {

/// The parts of `text` between separators, as views into it; always at least one.
std::vector<std::string_view> split(std::string_view text, char separator);

/// `text` without ASCII whitespace on both sides, or on one. Whitespace is what Python's str.strip
/// takes for it: space, \t, \n, \v, \f, \r and U+001C to U+001F.
std::string_view strip(std::string_view text) noexcept;
std::string_view strip_left(std::string_view text) noexcept;
std::string_view strip_right(std::string_view text) noexcept;

/// The parts in one text, with `separator` between them.
template <std::ranges::input_range Parts>
requires std::convertible_to<std::ranges::range_reference_t<Parts>, std::string_view> std::string
join(Parts&& parts, std::string_view separator) {
    std::string text;
    bool first = true;
    for (auto&& part : parts) {
        if (!first) text += separator;
        text += std::string_view(part);
        first = false;
    }
    return text;
}

/// The number of bytes to insert, delete or replace to get from one text to the other
/// (Levenshtein), or nothing when that takes more than `limit`.
std::optional<std::size_t> edit_distance(std::string_view from, std::string_view to,
                                         std::size_t limit);

/// The candidate that somebody who wrote `name` most likely meant, for "did you mean" hints: the
/// first of those at the least edit distance, if that is at most a third of the length of `name`,
/// or 1.
std::optional<std::string> closest(std::string_view name, std::span<const std::string> candidates);

/// Whether `bytes` are UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool utf8_valid(std::string_view bytes) noexcept;

/// `bytes` with U+FFFD in place of what is not UTF-8, as Python's
/// bytes.decode('utf-8', errors='replace') does it.
std::string utf8_replace_invalid(std::string_view bytes);

}  // namespace brine::support
