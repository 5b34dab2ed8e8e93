// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "yaml_scalar.hpp"

namespace brine::support::yaml {
namespace {

// Reads a scalar from left to right. Each take_ moves on and says whether there was anything.
class Reader {
  public:
    explicit Reader(std::string_view text) : rest_(text) {}

    bool done() const noexcept { return rest_.empty(); }
    bool take(char c) noexcept {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool take(std::string_view text) noexcept {
        if (!rest_.starts_with(text)) return false;
        rest_.remove_prefix(text.size());
        return true;
    }
    void take_sign() noexcept {
        if (!take('-')) take('+');
    }
    template <class Fits>
    bool take_all(Fits fits) noexcept {
        const auto end = std::find_if_not(rest_.begin(), rest_.end(), fits);
        const auto count = static_cast<std::size_t>(end - rest_.begin());
        rest_.remove_prefix(count);
        return count > 0;
    }
    [[nodiscard]] char peek() const noexcept { return rest_.empty() ? '\0' : rest_.front(); }
    [[nodiscard]] char peek_second() const noexcept { return rest_.size() < 2 ? '\0' : rest_[1]; }

  private:
    std::string_view rest_;
};

constexpr bool digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool digit_(char c) { return digit(c) || c == '_'; }
constexpr bool octal_(char c) { return (c >= '0' && c <= '7') || c == '_'; }
constexpr bool binary_(char c) { return c == '0' || c == '1' || c == '_'; }
constexpr bool hex_(char c) {
    return digit_(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// (:[0-5]?[0-9])+
bool take_sixties(Reader& reader) noexcept {
    bool any = false;
    while (reader.take(':')) {
        if (!digit(reader.peek())) return false;
        if (digit(reader.peek_second()) && reader.peek() > '5') return false;
        reader.take(reader.peek());
        if (digit(reader.peek())) reader.take(reader.peek());
        any = true;
    }
    return any;
}

bool is_integer(std::string_view text) noexcept {
    Reader reader(text);
    reader.take_sign();
    if (reader.take("0b")) return reader.take_all(binary_) && reader.done();
    if (reader.take("0x")) return reader.take_all(hex_) && reader.done();
    if (reader.take('0')) {
        reader.take_all(octal_);
        return reader.done();
    }
    if (!digit(reader.peek())) return false;
    reader.take_all(digit_);
    return reader.done() || (take_sixties(reader) && reader.done());
}

bool take_exponent(Reader& reader) noexcept {
    if (!reader.take('e') && !reader.take('E')) return true;
    if (!reader.take('+') && !reader.take('-')) return false;
    return reader.take_all(digit);
}

bool is_float(std::string_view text) noexcept {
    Reader reader(text);
    if (reader.take('.')) {
        if (text == ".nan" || text == ".NaN" || text == ".NAN") return true;
        if (digit(reader.peek()))
            return reader.take_all(digit_) && take_exponent(reader) && reader.done();
        reader = Reader(text);
    }
    reader.take_sign();
    if (reader.take(".inf") || reader.take(".Inf") || reader.take(".INF")) return reader.done();
    if (!digit(reader.peek())) return false;
    reader.take_all(digit_);
    if (reader.peek() == ':') {
        if (!take_sixties(reader) || !reader.take('.')) return false;
        reader.take_all(digit_);
        return reader.done();
    }
    if (!reader.take('.')) return false;
    reader.take_all(digit_);
    return take_exponent(reader) && reader.done();
}

// One or two digits.
bool take_number(Reader& reader) noexcept {
    if (!digit(reader.peek())) return false;
    reader.take(reader.peek());
    if (digit(reader.peek())) reader.take(reader.peek());
    return true;
}

bool take_two_digits(Reader& reader) noexcept {
    if (!digit(reader.peek()) || !digit(reader.peek_second())) return false;
    return take_number(reader);
}

constexpr bool blank(char c) { return c == ' ' || c == '\t'; }

// Z, or hours with or without minutes, perhaps behind blanks.
bool is_time_zone(Reader reader) noexcept {
    reader.take_all(blank);
    if (reader.take('Z')) return reader.done();
    if (!reader.take('-') && !reader.take('+')) return false;
    if (!take_number(reader)) return false;
    if (reader.take(':') && !take_two_digits(reader)) return false;
    return reader.done();
}

// "2024-01-15", or with a time "2024-1-5T10:20:30.5 +02:00".
bool is_timestamp(std::string_view text) noexcept {
    Reader reader(text);
    if (!take_two_digits(reader) || !take_two_digits(reader) || !reader.take('-')) return false;
    if (!take_number(reader) || !reader.take('-') || !take_number(reader)) return false;
    if (reader.done()) return text.size() == 10;
    if (!reader.take('T') && !reader.take('t') && !reader.take_all(blank)) return false;
    if (!take_number(reader) || !reader.take(':')) return false;
    if (!take_two_digits(reader) || !reader.take(':') || !take_two_digits(reader)) return false;
    if (reader.take('.')) reader.take_all(digit);
    return reader.done() || is_time_zone(reader);
}

// The spellings with a meaning: all of them in lower, title and upper case.
constexpr std::array<std::string_view, 18> booleans{
    "yes", "Yes", "YES", "no",  "No",  "NO",  "true",  "True",  "TRUE",
    "on",  "On",  "ON",  "off", "Off", "OFF", "false", "False", "FALSE"};
constexpr std::array<std::string_view, 5> nulls{"", "~", "null", "Null", "NULL"};

template <class Words>
bool contains(const Words& words, std::string_view text) noexcept {
    return std::find(words.begin(), words.end(), text) != words.end();
}

}  // namespace

ScalarKind resolve(std::string_view text) noexcept {
    if (text.empty()) return ScalarKind::null;
    switch (text.front()) {
        case '~':
        case 'n':
        case 'N':
        case 'y':
        case 'Y':
        case 't':
        case 'T':
        case 'f':
        case 'F':
        case 'o':
        case 'O':
            if (text.size() > 5) return ScalarKind::text;
            if (contains(booleans, text)) return ScalarKind::boolean;
            return contains(nulls, text) ? ScalarKind::null : ScalarKind::text;
        case '-':
        case '+':
        case '.':
        case '0':
        case '1':
        case '2':
        case '3':
        case '4':
        case '5':
        case '6':
        case '7':
        case '8':
        case '9':
            if (is_integer(text)) return ScalarKind::integer;
            return is_float(text) ? ScalarKind::floating : ScalarKind::text;
        default:
            return ScalarKind::text;
    }
}

bool reads_as_text(std::string_view text) noexcept {
    return resolve(text) == ScalarKind::text && text != "=" && text != "<<" && !is_timestamp(text);
}

}  // namespace brine::support::yaml
