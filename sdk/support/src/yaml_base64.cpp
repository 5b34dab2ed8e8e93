// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdint>

#include "yaml_scalar.hpp"

namespace brine::support::yaml {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t line_bytes = 57;  // make 76 characters

constexpr std::uint32_t byte(char c) { return static_cast<unsigned char>(c); }

// The six bits of each character, 64 for what is none.
constexpr std::array<std::uint8_t, 256> sextets = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(64);
    for (std::size_t n = 0; n < alphabet.size(); ++n)
        table[byte(alphabet[n])] = static_cast<std::uint8_t>(n);
    return table;
}();

}  // namespace

std::optional<std::string_view> from_base64(Memory memory, std::string_view text) {
    std::string bytes;
    std::uint32_t bits = 0;
    unsigned have = 0;     // characters of the group of four
    unsigned padding = 0;  // of the group
    for (const char c : text) {
        if (c == '=') {
            if (have >= 2 && have + ++padding >= 4) break;
            continue;
        }
        const std::uint32_t sextet = sextets[byte(c)];
        if (sextet == 64) continue;
        padding = 0;
        bits = (bits << 6U) | sextet;
        if (++have < 4) continue;
        bytes += static_cast<char>(bits >> 16U);
        bytes += static_cast<char>(bits >> 8U);
        bytes += static_cast<char>(bits);
        have = 0;
        bits = 0;
    }
    if (have == 1 || (have != 0 && have + padding < 4)) return std::nullopt;
    if (have >= 2) bytes += static_cast<char>(have == 2 ? bits >> 4U : bits >> 10U);
    if (have == 3) bytes += static_cast<char>(bits >> 2U);
    return memory.copy(bytes);
}

std::string to_base64(std::string_view bytes) {
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::string_view group = bytes.substr(at, 3);
        std::uint32_t bits = byte(group[0]) << 16U;
        if (group.size() > 1) bits |= byte(group[1]) << 8U;
        if (group.size() > 2) bits |= byte(group[2]);
        text += alphabet[bits >> 18U];
        text += alphabet[(bits >> 12U) & 63U];
        text += group.size() > 1 ? alphabet[(bits >> 6U) & 63U] : '=';
        text += group.size() > 2 ? alphabet[bits & 63U] : '=';
        if ((at + 3) % line_bytes == 0 || at + 3 >= bytes.size()) text += '\n';
    }
    return text;
}

}  // namespace brine::support::yaml
