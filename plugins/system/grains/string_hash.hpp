// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace brine::grains {

// hash(text) of Python 3.11 with PYTHONHASHSEED=0: SipHash-1-3 with a key of zeros over the
// text's code points in the narrowest of 1, 2 or 4 bytes. `text` is UTF-8.
[[nodiscard]] std::int64_t python_hash(std::string_view text);

}  // namespace brine::grains
