// SPDX-License-Identifier: Apache-2.0
//
// Commenting lines out and in.
#pragma once

#include <brine/value.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace brine::file {

// Puts `character` in front of the lines that match from their beginning on (`comment`), or takes
// it away from those that are commented out. Answers the difference of these lines; nothing when
// there are none. Throws BadArgument for what is no text file.
[[nodiscard]] std::optional<std::string> comment_lines(std::string_view path,
                                                       std::string_view pattern,
                                                       std::string_view character, bool comment,
                                                       const Value& backup);

}  // namespace brine::file
