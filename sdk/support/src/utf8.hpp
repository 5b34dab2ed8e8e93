// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace brine::support {

/// What stands at the begin of a text that should be UTF-8.
struct Utf8Unit {
    /// A complete, valid sequence; else the longest begin of one, or a single wrong byte: what
    /// Unicode (and Python) replaces by one U+FFFD.
    bool valid = false;
    /// In bytes, at least 1.
    std::size_t length = 1;
    /// Meaningless when not valid.
    char32_t code_point = 0;
};

/// `bytes` is not empty.
Utf8Unit decode_utf8(std::string_view bytes) noexcept;

/// The code points of `bytes`. A byte that is not part of valid UTF-8 becomes one of U+DC80 to
/// U+DCFF, which are not characters, as Python's errors='surrogateescape' does; so different
/// texts stay different.
std::u32string decode_utf8_text(std::string_view bytes);

}  // namespace brine::support
