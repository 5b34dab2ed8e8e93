// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace brine::support {

/// A pattern of Python's re module in PCRE2's syntax, where the two differ: \Z is the very end of
/// the text, and "[" in a class is an ordinary character.
std::string translate_pattern(std::string_view pattern);

}  // namespace brine::support
