// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace brine::file {

// UTF-8 text in another encoding, named as Python or iconv(3) names it. `errors` says what becomes
// of characters that it does not have, as for Python's str.encode: strict (Error), ignore,
// replace ('?'), xmlcharrefreplace or backslashreplace. Throws Error for an unknown encoding,
// BadArgument for another `errors`.
[[nodiscard]] std::string encode(std::string_view text, const std::string& encoding,
                                 std::string_view errors);

}  // namespace brine::file
