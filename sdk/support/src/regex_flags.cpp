// SPDX-License-Identifier: Apache-2.0
#include <brine/support/regex.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace brine::support {
namespace {

struct NamedFlag {
    std::string_view name;
    std::string_view letter;
    std::int64_t bit;          // as in Python's re
    bool RegexFlags::*member;  // null: known, without effect here
};

constexpr std::array<NamedFlag, 9> named_flags{{
    {"IGNORECASE", "I", 2, &RegexFlags::ignore_case},
    {"MULTILINE", "M", 8, &RegexFlags::multi_line},
    {"DOTALL", "S", 16, &RegexFlags::dot_all},
    {"VERBOSE", "X", 64, &RegexFlags::verbose},
    {"ASCII", "A", 256, &RegexFlags::ascii},
    {"UNICODE", "U", 32, nullptr},
    {"LOCALE", "L", 4, nullptr},
    {"TEMPLATE", "T", 1, nullptr},
    {"DEBUG", "DEBUG", 128, nullptr},
}};

}  // namespace

void set_regex_flag(RegexFlags& flags, std::string_view name) {
    std::string upper(name);
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    for (const NamedFlag& flag : named_flags) {
        if (flag.name != upper && flag.letter != upper) continue;
        if (flag.member != nullptr) flags.*flag.member = true;
        return;
    }
    throw std::invalid_argument("unknown flag of regular expressions '" + std::string(name) + "'");
}

RegexFlags regex_flags_of(std::int64_t bits) {
    RegexFlags flags;
    for (const NamedFlag& flag : named_flags)
        if (flag.member != nullptr && (bits & flag.bit) != 0) flags.*flag.member = true;
    return flags;
}

}  // namespace brine::support
