// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace brine::support::yaml {

/// The content of the quoted scalar that begins at `offset`, read as PyYAML reads it: yaml-cpp
/// knows where it ends, but takes unknown escapes and text without a closing quote.
struct Quoted {
    std::string text;
    std::size_t end = 0;    // behind the closing quote
    std::string_view flaw;  // why it is none; empty when all is well
    std::size_t flaw_at = 0;
};

Quoted quoted_scalar(std::string_view text, std::size_t offset);

/// The first quote from `offset` on that opens a scalar with a flaw; npos if there is none. For
/// messages: it looks at what a quote follows, not at the structure of the text.
std::size_t flawed_quote(std::string_view text, std::size_t offset);

}  // namespace brine::support::yaml
