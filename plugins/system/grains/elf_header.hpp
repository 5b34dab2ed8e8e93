// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace brine::grains {

// Debian's name ("amd64", "armhf") of the architecture that a program is built for, from the
// first 64 bytes of its file; empty for other files and unknown machines.
[[nodiscard]] std::string debian_architecture(std::string_view header);

// Whether the program is one for 32 bits.
[[nodiscard]] bool is_32_bit(std::string_view header);

}  // namespace brine::grains
