// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace brine::file {

// Whether the beginning of a file looks like text: no NUL byte, and UTF-8 or at least mostly
// printable.
[[nodiscard]] bool looks_like_text(std::string_view bytes);

// Whether a file was or becomes binary, in Salt's words; empty when both are text.
[[nodiscard]] std::string binary_change(std::string_view before, std::string_view after);

// The unified diff of two texts as Salt shows it in changes, or what binary_change() says. Lines
// end at "\n" only; those that are not UTF-8 are taken for Latin-1. Empty for equal contents.
[[nodiscard]] std::string content_diff(std::string_view before, std::string_view after,
                                       std::string_view before_name = {},
                                       std::string_view after_name = {});

// `bytes` as UTF-8, taken for Latin-1 when they are none.
[[nodiscard]] std::string as_utf8(std::string_view bytes);

}  // namespace brine::file
