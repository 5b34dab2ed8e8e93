// SPDX-License-Identifier: Apache-2.0
#include "mode.hpp"

#include <brine/format.hpp>

#include <charconv>

namespace brine::file {
namespace {

constexpr mode_t permission_bits = 07777;

std::string_view trimmed(std::string_view text, char c) {
    while (text.starts_with(c)) text.remove_prefix(1);
    while (text.ends_with(c)) text.remove_suffix(1);
    return text;
}

}  // namespace

std::optional<std::string> normalized_mode(const Value& mode) {
    if (mode.is_nil()) return std::nullopt;
    const std::string given = to_text(mode);
    std::string_view text = trimmed(trimmed(given, '"'), '\'');
    if (text.starts_with("0o")) text.remove_prefix(2);
    while (text.starts_with('0')) text.remove_prefix(1);
    constexpr std::size_t digits = 4;
    if (text.size() > digits || text.find_first_not_of("01234567") != std::string_view::npos)
        throw BadArgument(format("Invalid mode '{}': expected octal digits such as '0644'", mode));
    return std::string(digits - text.size(), '0').append(text);
}

mode_t mode_bits(std::string_view normalized) {
    constexpr int octal = 8;
    mode_t bits = 0;
    std::from_chars(normalized.data(), normalized.data() + normalized.size(), bits, octal);
    return bits & permission_bits;
}

std::string mode_text(mode_t mode) {
    std::string text(4, '0');
    mode &= permission_bits;
    for (std::size_t at = text.size(); at-- > 0; mode >>= 3U)
        text[at] = static_cast<char>('0' + (mode & 7U));
    return text;
}

std::string enterable_mode(std::string_view file_mode) {
    mode_t mode = mode_bits(file_mode) & 0777U;
    for (const mode_t class_bits : {0700U, 0070U, 0007U})
        if ((mode & class_bits) != 0) mode |= class_bits & 0111U;
    return mode_text(mode);
}

}  // namespace brine::file
