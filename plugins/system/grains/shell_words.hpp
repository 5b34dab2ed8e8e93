// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace brine::grains {

// The words of a POSIX shell line: quotes and backslashes are taken off, nothing is expanded. An
// open quote ends with the line.
[[nodiscard]] std::vector<std::string> shell_words(std::string_view line);

}  // namespace brine::grains
