// SPDX-License-Identifier: Apache-2.0
#include "yaml_scalar.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include "brine/support/text.hpp"

namespace brine::support::yaml {
namespace {

std::string without_underscores(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
                 [](char c) { return c != '_'; });
    return digits;
}

// A sign and a magnitude, before it is known whether they fit.
struct Integer {
    bool negative = false;
    std::uint64_t magnitude = 0;
};

std::optional<Value> fitted(Integer number) {
    constexpr std::uint64_t lowest = std::uint64_t{1} << 63U;
    if (!number.negative) return Value(number.magnitude);
    if (number.magnitude > lowest) return std::nullopt;
    if (number.magnitude == lowest) return Value(std::numeric_limits<std::int64_t>::min());
    return Value(-static_cast<std::int64_t>(number.magnitude));
}

enum class Digits { good, bad, too_many };

Digits read(std::string_view digits, int base, std::uint64_t& number) {
    const char* end = digits.data() + digits.size();
    const auto result = std::from_chars(digits.data(), end, number, base);
    if (result.ptr != end || digits.empty()) return Digits::bad;
    return result.ec == std::errc::result_out_of_range ? Digits::too_many : Digits::good;
}

// "1:30" is 90. Each further part is below 60 when the scalar was plain, any number when tagged.
Digits read_sixties(std::string_view text, std::uint64_t& number) {
    number = 0;
    for (const std::string_view part : split(text, ':')) {
        std::uint64_t value = 0;
        if (const Digits result = read(part, 10, value); result != Digits::good) return result;
        if (__builtin_mul_overflow(number, std::uint64_t{60}, &number) ||
            __builtin_add_overflow(number, value, &number))
            return Digits::too_many;
    }
    return Digits::good;
}

std::optional<double> read_float(std::string_view text) {
    double number = 0;
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    if (result.ptr != end || text.empty()) return std::nullopt;
    if (result.ec == std::errc::result_out_of_range) {
        // from_chars leaves the number alone: too large is infinite, too small is zero.
        const std::size_t exponent = text.find_first_of("eE");
        const bool small = exponent != std::string_view::npos && text[exponent + 1] == '-';
        number = small ? 0.0 : std::numeric_limits<double>::infinity();
    }
    return number;
}

std::optional<double> read_float_sixties(std::string_view text) {
    double number = 0;
    for (const std::string_view part : split(text, ':')) {
        const std::optional<double> value = read_float(part);
        if (!value) return std::nullopt;
        number = number * 60 + *value;
    }
    return number;
}

}  // namespace

std::optional<Value> to_integer(Memory memory, std::string_view text) {
    std::string_view plain = text;
    // Salt drops leading zeros of numbers without a sign, so that 0644 stays what it looks like.
    if (plain.starts_with('0') && !plain.starts_with("0b") && !plain.starts_with("0x")) {
        plain.remove_prefix(std::min(plain.find_first_not_of('0'), plain.size()));
        if (plain.find_first_not_of('_') == std::string_view::npos) return Value(0);
    }
    const std::string digits = without_underscores(plain);
    std::string_view rest = digits;
    Integer number;
    if (rest.starts_with('-') || rest.starts_with('+')) {
        number.negative = rest.front() == '-';
        rest.remove_prefix(1);
    }
    Digits result = Digits::bad;
    if (rest.starts_with("0b")) {
        result = read(rest.substr(2), 2, number.magnitude);
    } else if (rest.starts_with("0x")) {
        result = read(rest.substr(2), 16, number.magnitude);
    } else if (rest.starts_with('0')) {
        result = read(rest, 8, number.magnitude);
    } else if (rest.find(':') != std::string_view::npos) {
        result = read_sixties(rest, number.magnitude);
    } else {
        result = read(rest, 10, number.magnitude);
    }
    if (result == Digits::bad) return std::nullopt;
    if (result == Digits::good)
        if (const std::optional<Value> value = fitted(number)) return value;
    return Value::stable(memory.copy(digits));
}

std::optional<double> to_float(std::string_view text) {
    std::string digits = without_underscores(text);
    std::transform(digits.begin(), digits.end(), digits.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    std::string_view rest = digits;
    const double sign = rest.starts_with('-') ? -1.0 : 1.0;
    if (rest.starts_with('-') || rest.starts_with('+')) rest.remove_prefix(1);
    if (rest == ".inf") return sign * std::numeric_limits<double>::infinity();
    if (rest == ".nan") return std::numeric_limits<double>::quiet_NaN();
    const std::optional<double> number =
        rest.find(':') == std::string_view::npos ? read_float(rest) : read_float_sixties(rest);
    if (!number) return std::nullopt;
    return sign * *number;
}

std::optional<bool> to_bool(std::string_view text) noexcept {
    constexpr std::array<std::string_view, 3> trues{"yes", "true", "on"};
    constexpr std::array<std::string_view, 3> falses{"no", "false", "off"};
    const auto is = [text](std::string_view word) {
        return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                          [](char a, char b) { return (a | 0x20) == b; });
    };
    if (std::any_of(trues.begin(), trues.end(), is)) return true;
    if (std::any_of(falses.begin(), falses.end(), is)) return false;
    return std::nullopt;
}

Value plain_scalar(Memory memory, std::string_view text) {
    switch (resolve(text)) {
        case ScalarKind::null:
            return nullptr;
        case ScalarKind::boolean:
            return *to_bool(text);
        case ScalarKind::integer:
            if (const std::optional<Value> number = to_integer(memory, text)) return *number;
            break;  // "0x_" has the form of a number, but no digits
        case ScalarKind::floating:
            if (const std::optional<double> number = to_float(text)) return *number;
            break;
        case ScalarKind::text:
            break;
    }
    return Value::stable(memory.copy(text));
}

}  // namespace brine::support::yaml
