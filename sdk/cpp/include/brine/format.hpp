// SPDX-License-Identifier: Apache-2.0
//
// Text for people: `format("User {} is present", name)`. Each "{}" takes the next argument; there
// are no options, "{{" is a brace.
#pragma once

#include <brine/value.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>
#include <type_traits>

namespace brine {
inline namespace v1 {

// The text of a value as Salt shows it inside a sentence: a str as it is, other scalars as Python
// prints them, a secret as stars, lists and maps in Python's notation.
[[nodiscard]] std::string to_text(const Value& value);

namespace detail {

// As Python's repr(): the shortest digits that read back the same, with an exponent where the
// point would be more than 16 places to the right or 4 to the left of the first.
[[nodiscard]] inline std::string float_text(double number) {
    if (!std::isfinite(number)) return std::isnan(number) ? "nan" : number < 0 ? "-inf" : "inf";
    std::array<char, 32> buffer{};
    const char* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                    std::chars_format::scientific)
                          .ptr;
    const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    int exponent = 0;
    const std::size_t mark = text.find('e');
    const std::size_t digits = mark + (text[mark + 1] == '+' ? 2 : 1);
    std::from_chars(text.data() + digits, end, exponent);
    if (exponent < -4 || exponent >= 16) return std::string(text);
    // to_chars would write digits that are not significant for large numbers, but not below 2^53.
    end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                        std::chars_format::fixed)
              .ptr;
    std::string out(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    if (out.find('.') == std::string::npos) out += ".0";
    return out;
}

// As Python's repr() of a str; of other than ASCII characters all are taken for printable.
inline void append_quoted(std::string& out, std::string_view text) {
    static constexpr std::string_view hex = "0123456789abcdef";
    const char quote =
        text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos
            ? '"'
            : '\'';
    out += quote;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == quote || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else if (byte < 0x20 || byte == 0x7f) {
            out += "\\x";
            out += hex[byte >> 4U];
            out += hex[byte & 15U];
        } else {
            out += c;
        }
    }
    out += quote;
}

inline void append_text(std::string& out, const Value& value, bool quote, int depth) {
    if (value.secret()) {
        out += "********";
        return;
    }
    if (depth > 64) {
        out += "...";
        return;
    }
    std::string_view separator;
    switch (value.type()) {
        case Type::nil:
            out += "None";
            return;
        case Type::boolean:
            out += value.is_true() ? "True" : "False";
            return;
        case Type::integer:
            out += std::to_string(value.raw().as.i);
            return;
        case Type::unsigned_integer:
            out += std::to_string(value.raw().as.u);
            return;
        case Type::floating:
            out += float_text(value.raw().as.f);
            return;
        case Type::bytes:
            if (quote) out += 'b';
            [[fallthrough]];
        case Type::string:
            if (quote) {
                append_quoted(out, value.bytes());
            } else {
                out += value.bytes();
            }
            return;
        case Type::list:
            out += '[';
            for (const Value& item : value.items()) {
                out += separator;
                append_text(out, item, true, depth + 1);
                separator = ", ";
            }
            out += ']';
            return;
        case Type::map:
            out += '{';
            for (const Pair& pair : value.pairs()) {
                out += separator;
                append_text(out, pair.key, true, depth + 1);
                out += ": ";
                append_text(out, pair.value, true, depth + 1);
                separator = ", ";
            }
            out += '}';
            return;
    }
    out += "<unknown>";
}

template <class T>
[[nodiscard]] std::string text_of(const T& value) {
    if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        return std::string(std::string_view(value));
    } else {
        return to_text(Value(value));
    }
}

}  // namespace detail

[[nodiscard]] inline std::string to_text(const Value& value) {
    std::string out;
    detail::append_text(out, value, false, 0);
    return out;
}

template <class... Args>
[[nodiscard]] std::string format(std::string_view pattern, const Args&... args) {
    const std::array<std::string, sizeof...(Args) + 1> texts{detail::text_of(args)..., {}};
    std::string out;
    std::size_t next = 0;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const std::string_view rest = pattern.substr(at);
        if (rest.starts_with("{}")) {
            out += next < sizeof...(Args) ? texts[next] : std::string("{}");
            ++next;
            ++at;
        } else {
            out += pattern[at];
            if (rest.starts_with("{{") || rest.starts_with("}}")) ++at;
        }
    }
    return out;
}

}  // namespace v1
}  // namespace brine
