// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace brine::cmd {

// The words of a command line, split and unquoted as by Python's shlex.split: single quotes keep
// everything, double quotes all but `\"` and `\\`, a backslash outside of quotes the next
// character. Throws Error for a quotation or an escape that does not end.
[[nodiscard]] std::vector<std::string> shell_words(std::string_view line);

// `word` so that a POSIX shell reads it as one word, as by Python's shlex.quote.
[[nodiscard]] std::string shell_quoted(std::string_view word);

}  // namespace brine::cmd
