// SPDX-License-Identifier: Apache-2.0
#include "python_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace brine::output {

namespace {

constexpr int deepest = 200;  // nesting at which showing a tree stops
constexpr std::string_view hex_digits = "0123456789abcdef";

// A code point and the bytes it takes; a malformed sequence is one byte, answered as is.
struct CodePoint {
    char32_t value;
    std::size_t size;
    bool valid;
};

CodePoint decode(std::string_view text) {
    const auto byte = [&](std::size_t n) { return static_cast<unsigned char>(text[n]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {lead, 1, true};
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    const CodePoint malformed{lead, 1, false};
    if (lead < 0xC2 || lead > 0xF4 || size > text.size()) return malformed;
    char32_t value = lead & (0x7FU >> size);
    for (std::size_t n = 1; n < size; ++n) {
        if ((byte(n) & 0xC0U) != 0x80U) return malformed;
        value = (value << 6U) | (byte(n) & 0x3FU);
    }
    static constexpr std::array<char32_t, 5> lowest = {0, 0, 0x80, 0x800, 0x10000};
    if (value < lowest[size] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return malformed;
    return {value, size, true};
}

// Code points that repr() escapes although they are valid: separators, format and private ones.
bool is_printable(char32_t c) {
    struct Range {
        char32_t first;
        char32_t last;
    };
    static constexpr std::array<Range, 22> hidden = {{
        {0x00, 0x1F},       {0x7F, 0xA0},        {0xAD, 0xAD},       {0x600, 0x605},
        {0x61C, 0x61C},     {0x6DD, 0x6DD},      {0x70F, 0x70F},     {0x1680, 0x1680},
        {0x180E, 0x180E},   {0x2000, 0x200F},    {0x2028, 0x202F},   {0x205F, 0x2064},
        {0x2066, 0x206F},   {0x3000, 0x3000},    {0xD800, 0xF8FF},   {0xFEFF, 0xFEFF},
        {0xFFF9, 0xFFFB},   {0xFFFE, 0xFFFF},    {0x1D173, 0x1D17A}, {0xE0001, 0xE0001},
        {0xE0020, 0xE007F}, {0xF0000, 0x10FFFF},
    }};
    return std::none_of(hidden.begin(), hidden.end(),
                        [c](const Range& range) { return c >= range.first && c <= range.last; });
}

bool is_space(char32_t c) {
    return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 ||
           c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

bool ends_line(char32_t c) {
    return (c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 ||
           c == 0x2029;
}

void append_hex(std::string& out, char32_t value, int digits) {
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        out += hex_digits[(value >> static_cast<unsigned>(shift)) & 15U];
}

void append_escaped(std::string& out, char32_t c) {
    if (c == '\n') {
        out += "\\n";
    } else if (c == '\r') {
        out += "\\r";
    } else if (c == '\t') {
        out += "\\t";
    } else if (c <= 0xFF) {
        out += "\\x";
        append_hex(out, c, 2);
    } else if (c <= 0xFFFF) {
        out += "\\u";
        append_hex(out, c, 4);
    } else {
        out += "\\U";
        append_hex(out, c, 8);
    }
}

void append_quoted(std::string& out, std::string_view text, bool is_bytes) {
    const bool single = text.find('\'') != std::string_view::npos;
    const char quote = single && text.find('"') == std::string_view::npos ? '"' : '\'';
    if (is_bytes) out += 'b';
    out += quote;
    while (!text.empty()) {
        const CodePoint c =
            is_bytes ? CodePoint{static_cast<unsigned char>(text[0]), 1, true} : decode(text);
        if (c.size == 1 && (text[0] == quote || text[0] == '\\')) {
            out += '\\';
            out += text[0];
        } else if (!c.valid || !is_printable(c.value) || (is_bytes && c.value > 0x7E)) {
            append_escaped(out, c.value);
        } else {
            out += text.substr(0, c.size);
        }
        text.remove_prefix(c.size);
    }
    out += quote;
}

void append_repr(std::string& out, const Value& value, int depth) {
    if (value.secret()) {
        out += "********";
        return;
    }
    if (depth > deepest) {
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
            out += repr(value.number());
            return;
        case Type::string:
        case Type::bytes:
            append_quoted(out, value.bytes(), value.is_bytes());
            return;
        case Type::list:
            out += '[';
            for (const Value& item : value.items()) {
                out += separator;
                append_repr(out, item, depth + 1);
                separator = ", ";
            }
            out += ']';
            return;
        case Type::map:
            out += '{';
            for (const Pair& pair : value.pairs()) {
                out += separator;
                append_repr(out, pair.key, depth + 1);
                out += ": ";
                append_repr(out, pair.value, depth + 1);
                separator = ", ";
            }
            out += '}';
            return;
    }
    out += "<unknown>";
}

bool is_numeric(const Value& value) { return value.is_number() || value.is_bool(); }

double as_number(const Value& value) {
    return value.is_bool() ? static_cast<double>(value.boolean()) : value.number();
}

}  // namespace

std::string repr(double number) {
    if (std::isnan(number)) return "nan";
    if (std::isinf(number)) return number < 0 ? "-inf" : "inf";
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                   std::chars_format::scientific)
                         .ptr;
    const std::string_view shortest(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const std::size_t mark = shortest.find('e');
    int exponent = 0;
    const std::size_t digits_from = mark + (shortest[mark + 1] == '+' ? 2 : 1);
    std::from_chars(shortest.data() + digits_from, end, exponent);
    if (exponent < -4 || exponent >= 16) return std::string(shortest);

    std::string digits(shortest.substr(0, mark));
    const bool negative = digits.starts_with('-');
    if (negative) digits.erase(0, 1);
    std::erase(digits, '.');
    if (exponent < 0) {
        digits.insert(0, "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0'));
    } else {
        const auto whole = static_cast<std::size_t>(exponent) + 1;
        if (digits.size() <= whole) digits.append(whole - digits.size() + 1, '0');
        digits.insert(whole, ".");
    }
    return (negative ? "-" : "") + digits;
}

std::string repr(const Value& value) {
    std::string out;
    append_repr(out, value, 0);
    return out;
}

std::string to_str(const Value& value) {
    if (value.is_str() && !value.secret()) return std::string(value.str());
    return repr(value);
}

std::vector<std::string_view> split_lines(std::string_view text, bool keep_ends) {
    std::vector<std::string_view> lines;
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = decode(text.substr(at));
        const std::size_t line_end = at;
        at += c.size;
        if (!c.valid || !ends_line(c.value)) continue;
        if (c.value == '\r' && at < text.size() && text[at] == '\n') ++at;
        lines.push_back(text.substr(start, (keep_ends ? at : line_end) - start));
        start = at;
    }
    if (start < text.size()) lines.push_back(text.substr(start));
    return lines;
}

std::vector<std::string> split(std::string_view text, std::string_view separator) {
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t at = text.find(separator);
        parts.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + separator.size());
    }
}

std::string_view strip_right(std::string_view text) {
    while (!text.empty()) {
        std::size_t start = text.size() - 1;
        while (start > 0 && text.size() - start < 4 &&
               (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U)
            --start;
        const CodePoint last = decode(text.substr(start));
        if (!last.valid || start + last.size != text.size() || !is_space(last.value)) break;
        text = text.substr(0, start);
    }
    return text;
}

std::string_view strip_left(std::string_view text) {
    while (!text.empty()) {
        const CodePoint first = decode(text);
        if (!first.valid || !is_space(first.value)) break;
        text.remove_prefix(first.size);
    }
    return text;
}

std::string_view strip(std::string_view text) { return strip_left(strip_right(text)); }

std::string replace_all(std::string_view text, std::string_view from, std::string_view to) {
    std::string out;
    for (;;) {
        const std::size_t at = text.find(from);
        out += text.substr(0, at);
        if (at == std::string_view::npos) return out;
        out += to;
        text.remove_prefix(at + from.size());
    }
}

std::size_t length(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::size_t offset_of(std::string_view text, std::size_t index) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) continue;
        if (index == 0) return at;
        --index;
    }
    return text.size();
}

std::string pad_left(std::string_view text, std::size_t width) {
    const std::size_t size = length(text);
    return std::string(width > size ? width - size : 0, ' ') + std::string(text);
}

std::string pad_right(std::string_view text, std::size_t width) {
    const std::size_t size = length(text);
    return std::string(text) + std::string(width > size ? width - size : 0, ' ');
}

bool comparable(const Value& a, const Value& b) {
    return (a.is_str() && b.is_str()) || (a.is_bytes() && b.is_bytes()) ||
           (is_numeric(a) && is_numeric(b));
}

bool less(const Value& a, const Value& b) {
    if (a.is_int() && b.is_int()) return a.integer() < b.integer();
    if (is_numeric(a)) return as_number(a) < as_number(b);
    return a.bytes() < b.bytes();
}

}  // namespace brine::output
