// SPDX-License-Identifier: Apache-2.0
#include "brine/support/text.hpp"

namespace brine::support {
namespace {

constexpr std::string_view whitespace = " \t\n\v\f\r\x1C\x1D\x1E\x1F";

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string_view strip(std::string_view text) noexcept { return strip_left(strip_right(text)); }

std::string_view strip_left(std::string_view text) noexcept {
    const std::size_t begin = text.find_first_not_of(whitespace);
    text.remove_prefix(begin == std::string_view::npos ? text.size() : begin);
    return text;
}

std::string_view strip_right(std::string_view text) noexcept {
    const std::size_t last = text.find_last_not_of(whitespace);
    return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

}  // namespace brine::support
