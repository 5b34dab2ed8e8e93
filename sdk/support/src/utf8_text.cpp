// SPDX-License-Identifier: Apache-2.0
#include "brine/support/text.hpp"
#include "utf8.hpp"

namespace brine::support {

bool utf8_valid(std::string_view bytes) noexcept {
    while (!bytes.empty()) {
        const Utf8Unit unit = decode_utf8(bytes);
        if (!unit.valid) return false;
        bytes.remove_prefix(unit.length);
    }
    return true;
}

std::string utf8_replace_invalid(std::string_view bytes) {
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    std::string text;
    text.reserve(bytes.size());
    while (!bytes.empty()) {
        const Utf8Unit unit = decode_utf8(bytes);
        text += unit.valid ? bytes.substr(0, unit.length) : replacement;
        bytes.remove_prefix(unit.length);
    }
    return text;
}

}  // namespace brine::support
