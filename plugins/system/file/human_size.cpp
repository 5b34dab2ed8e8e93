// SPDX-License-Identifier: Apache-2.0
#include "human_size.hpp"

#include <brine/error.hpp>
#include <brine/format.hpp>
#include <brine/support/text.hpp>

#include <charconv>
#include <cmath>
#include <string>

namespace brine::file {

std::int64_t human_size(std::string_view text) {
    const std::string_view given = text;
    text = support::strip(text);
    double number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    std::string unit(
        support::strip(text.substr(static_cast<std::size_t>(parsed.ptr - text.data()))));
    for (char& c : unit)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    constexpr std::string_view prefixes = "bkmgtpezy";
    const std::size_t power = unit.empty() ? 0 : prefixes.find(unit.front());
    const bool metric = power != 0 && unit.size() == 2 && unit[1] == 'b';
    const bool binary = unit.size() <= 1 || (unit.size() == 3 && unit.ends_with("ib"));
    if (parsed.ec != std::errc() || power == std::string_view::npos || (!metric && !binary))
        throw BadArgument(format("'{}' is no size; write such as 512, 10k, 1.5GiB or 10MB", given));
    return static_cast<std::int64_t>(number * std::pow(metric ? 1000.0 : 1024.0, power));
}

}  // namespace brine::file
