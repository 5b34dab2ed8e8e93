// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace brine::file {

// The bytes of a size such as "512", "10k", "1.5GiB" (powers of 1024) or "10MB" (of 1000). Throws
// BadArgument for anything else.
[[nodiscard]] std::int64_t human_size(std::string_view text);

}  // namespace brine::file
