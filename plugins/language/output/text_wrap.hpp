// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace brine::output {

// Fills `text` into lines of at most `width` columns, each indented by `indent` spaces: white
// space becomes single blanks at tabs of 8 and newlines, breaks come at blanks, after hyphens
// within words and around dashes; longer words are cut. As Python's textwrap does by default.
[[nodiscard]] std::string fill(std::string_view text, std::size_t width, std::size_t indent);

}  // namespace brine::output
