// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace brine::file {

// A regular expression that finds the lines of `text`, with any white space, or none, between
// their words (Salt's build_whitespace_split_regex).
[[nodiscard]] std::string whitespace_pattern(std::string_view text);

}  // namespace brine::file
