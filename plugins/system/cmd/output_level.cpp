// SPDX-License-Identifier: Apache-2.0
#include "output_level.hpp"

#include <array>
#include <string>
#include <utility>

namespace brine::cmd {
namespace {

// Salt's names in the order of their severity, on the five levels that there are here.
constexpr std::array<std::pair<std::string_view, Level>, 10> levels{{
    {"all", Level::trace},
    {"garbage", Level::trace},
    {"trace", Level::trace},
    {"debug", Level::debug},
    {"profile", Level::debug},
    {"info", Level::info},
    {"warning", Level::warning},
    {"error", Level::error},
    {"critical", Level::error},
    {"fatal", Level::error},
}};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace

std::optional<Level> output_level(Call& call, std::string_view name) {
    const std::string wanted = lower(name);
    if (wanted == "quiet") return std::nullopt;
    for (const auto& [known, level] : levels)
        if (wanted == known) return level;
    call.log(Level::error,
             "Invalid output_loglevel '{}'. Valid levels are: all, garbage, trace, debug, profile, "
             "info, warning, error, critical, fatal, quiet. Falling back to 'info'.",
             name);
    return Level::info;
}

}  // namespace brine::cmd
