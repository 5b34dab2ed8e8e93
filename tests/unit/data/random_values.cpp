// SPDX-License-Identifier: Apache-2.0
#include "random_values.hpp"

#include <array>
#include <string>
#include <string_view>

namespace brine::test {
namespace {

using namespace std::string_view_literals;

constexpr std::array texts{
    "a"sv,
    "bar baz"sv,
    "yes"sv,
    "No"sv,
    "1"sv,
    "1.5"sv,
    "~"sv,
    "- x"sv,
    "a: b"sv,
    "#c"sv,
    " lead"sv,
    "trail "sv,
    "two\nlines"sv,
    "tab\there"sv,
    "\xC3\xA9"sv,
    "\xE6\x97\xA5"sv,
    "it's"sv,
    "\"q\""sv,
    "a\\b"sv,
    "a\n\n b"sv,
    "nul\0"sv,
    "\x7F"sv,
    "0x1"sv,
    "1:30"sv,
    "="sv,
    "<<"sv,
    "2024-01-01"sv,
    "[x]"sv,
    "{y"sv,
    "a,b"sv,
    "?"sv,
    "? a"sv,
    "-"sv,
    "--- a"sv,
    "..."sv,
    "%d"sv,
    "@x"sv,
    "`x"sv,
    "&a"sv,
    "*b"sv,
    "!c"sv,
    "|"sv,
    ">"sv,
    "a#b"sv,
    "a #b"sv,
    ":x"sv,
    "x:"sv,
    " "sv,
    "\n"sv,
    "\n\n"sv,
    "end\n"sv,
    "w w\n  w"sv,
    "null"sv,
    ".inf"sv,
    "1_000"sv,
    "08"sv,
    ""sv,
    "\xF0\x9F\x8D\xBA"sv,
    "\xC2\x85"sv,
    "\xE2\x80\xA8"sv,
    "2001-12-14t21:59:43.10-05:00"sv,
    "1e3"sv,
    "1.0e+3"sv,
    "\r\n"sv,
    "\x1B[0m"sv,
};

constexpr std::array letters{"a"sv, "b"sv,  " "sv,  "c"sv,        ":"sv, "#"sv, "-"sv, "\n"sv,
                             "'"sv, "\""sv, "\\"sv, "\xC3\xA9"sv, ","sv, "["sv, "]"sv, "{"sv,
                             "}"sv, "?"sv,  "!"sv,  "%"sv,        "@"sv, "&"sv, "*"sv, "|"sv,
                             ">"sv, "="sv,  "~"sv,  "0"sv,        "."sv, "_"sv, "\t"sv};

// Below `limit`; std::uniform_int_distribution differs between libraries.
std::size_t below(std::mt19937& random, std::size_t limit) { return random() % limit; }

std::string random_text(std::mt19937& random) {
    const std::size_t kind = below(random, 10);
    if (kind < 6) return std::string(texts[below(random, texts.size())]);
    std::string text;
    if (kind < 8) {
        for (std::size_t n = below(random, 40); n > 0; --n)
            text += letters[below(random, letters.size())];
        return text;
    }
    const std::string_view word = texts[below(random, texts.size())];
    for (std::size_t n = below(random, 40); n > 0; --n)
        text.append(word).append(below(random, 4) == 0 ? "" : " ");
    return text;
}

double random_float(std::mt19937& random) {
    double number = static_cast<double>(random()) / 65536.0;
    for (std::size_t n = below(random, 30); n > 0; --n) number *= 10;
    for (std::size_t n = below(random, 30); n > 0; --n) number /= 10;
    return number;
}

Value random_scalar(Memory memory, std::mt19937& random) {
    switch (below(random, 12)) {
        case 0:
            return nullptr;
        case 1:
            return true;
        case 2:
            return false;
        case 3:
            return static_cast<std::int64_t>(random()) - 1000000;
        case 4:
            return static_cast<std::int64_t>(below(random, 20));
        case 5:
            return random_float(random);
        case 6:
            return static_cast<double>(below(random, 1000));
        default:
            return Value::stable(memory.copy(random_text(random)));
    }
}

}  // namespace

Value random_value(Memory memory, std::mt19937& random, int depth) {
    const std::size_t kind = depth > 0 ? below(random, 20) : 0;
    if (kind < 8) return random_scalar(memory, random);
    const std::size_t size = below(random, 6);
    if (kind < 13) {
        List list(memory);
        for (std::size_t n = 0; n < size; ++n) list.add(random_value(memory, random, depth - 1));
        return list.value();
    }
    Map map(memory);
    for (std::size_t n = 0; n < size; ++n)
        map.set(random_text(random), random_value(memory, random, depth - 1));
    return map.value();
}

}  // namespace brine::test
