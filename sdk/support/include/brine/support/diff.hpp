// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace brine::support {

/// The lines of `text`, each with its end, as views into `text`. Lines end at "\n", "\r\n" and
/// "\r", as for Python's bytes.splitlines(True); the separators that only str.splitlines knows
/// (vertical tab, form feed, U+001C to U+001E, U+0085, U+2028, U+2029) are ordinary characters.
std::vector<std::string_view> split_lines(std::string_view text);

/// The lines that Python 3's difflib.unified_diff(from_lines, to_lines, from_name, to_name,
/// n=context) yields, byte for byte; none when the inputs are equal. Each line of the input is
/// expected to carry its end, and only the control lines get one here.
///
/// Like difflib, it looks for what reads well rather than for the shortest difference, and takes
/// quadratic time (cubic at the worst) in the number of lines.
std::vector<std::string> unified_diff(std::span<const std::string_view> from_lines,
                                      std::span<const std::string_view> to_lines,
                                      std::string_view from_name, std::string_view to_name,
                                      std::size_t context = 3);

}  // namespace brine::support
