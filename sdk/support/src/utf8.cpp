// SPDX-License-Identifier: Apache-2.0
#include "utf8.hpp"

namespace brine::support {
namespace {

constexpr char32_t escape_base = 0xDC00;
constexpr unsigned continuation_bits = 6;
constexpr unsigned char continuation_mask = 0x3F;

// Properties of a sequence that its first byte determines. The limits of the second byte exclude
// overlong forms, surrogates and what lies beyond U+10FFFF.
struct Lead {
    std::size_t length;  // 0: not a first byte
    unsigned char bits_mask;
    unsigned char second_min;
    unsigned char second_max;
};

Lead classify(unsigned char byte) noexcept {
    if (byte < 0x80) return {1, 0x7F, 0, 0};
    if (byte < 0xC2 || byte > 0xF4) return {0, 0, 0, 0};
    if (byte < 0xE0) return {2, 0x1F, 0x80, 0xBF};
    if (byte == 0xE0) return {3, 0x0F, 0xA0, 0xBF};
    if (byte == 0xED) return {3, 0x0F, 0x80, 0x9F};
    if (byte < 0xF0) return {3, 0x0F, 0x80, 0xBF};
    if (byte == 0xF0) return {4, 0x07, 0x90, 0xBF};
    if (byte == 0xF4) return {4, 0x07, 0x80, 0x8F};
    return {4, 0x07, 0x80, 0xBF};
}

}  // namespace

Utf8Unit decode_utf8(std::string_view bytes) noexcept {
    const auto byte_at = [=](std::size_t index) {
        return static_cast<unsigned char>(bytes[index]);
    };
    const Lead lead = classify(byte_at(0));
    if (lead.length == 0) return {};
    char32_t code_point = byte_at(0) & lead.bits_mask;
    unsigned char min = lead.second_min;
    unsigned char max = lead.second_max;
    for (std::size_t index = 1; index < lead.length; ++index) {
        const bool fits = index < bytes.size() && min <= byte_at(index) && byte_at(index) <= max;
        if (!fits) return {.valid = false, .length = index, .code_point = 0};
        code_point = code_point << continuation_bits | (byte_at(index) & continuation_mask);
        min = 0x80;
        max = 0xBF;
    }
    return {.valid = true, .length = lead.length, .code_point = code_point};
}

std::u32string decode_utf8_text(std::string_view bytes) {
    std::u32string text;
    text.reserve(bytes.size());
    while (!bytes.empty()) {
        const Utf8Unit unit = decode_utf8(bytes);
        if (unit.valid) {
            text += unit.code_point;
        } else {
            for (const char byte : bytes.substr(0, unit.length)) {
                text += escape_base + static_cast<unsigned char>(byte);
            }
        }
        bytes.remove_prefix(unit.length);
    }
    return text;
}

}  // namespace brine::support
