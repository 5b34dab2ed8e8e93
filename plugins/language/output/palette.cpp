// SPDX-License-Identifier: Apache-2.0
#include "palette.hpp"

#include "python_text.hpp"

namespace brine::output {

namespace {

struct Named {
    std::string_view name;
    std::string_view codes;  // SGR parameters, ECMA-48 8.3.117
};

constexpr std::array<Named, color_count> standard_colors = {{
    {"BLACK", "0;30"},
    {"DARK_GRAY", "0;1;30"},
    {"RED", "0;31"},
    {"LIGHT_RED", "0;1;31"},
    {"GREEN", "0;32"},
    {"LIGHT_GREEN", "0;1;32"},
    {"YELLOW", "0;33"},
    {"LIGHT_YELLOW", "0;1;33"},
    {"BLUE", "0;34"},
    {"LIGHT_BLUE", "0;1;34"},
    {"MAGENTA", "0;35"},
    {"LIGHT_MAGENTA", "0;1;35"},
    {"CYAN", "0;36"},
    {"LIGHT_CYAN", "0;1;36"},
    {"LIGHT_GRAY", "0;37"},
    {"WHITE", "0;1;37"},
    {"DEFAULT_COLOR", "0;39"},
    {"ENDC", "0;0"},
}};

std::string sequence(std::string_view codes) { return "\033[" + std::string(codes) + "m"; }

}  // namespace

Palette Palette::standard() {
    Palette palette;
    for (std::size_t n = 0; n < color_count; ++n)
        palette.sequences_[n] = sequence(standard_colors[n].codes);
    return palette;
}

void Palette::apply_theme(const Value& theme) {
    for (std::size_t n = 0; n < color_count; ++n)
        if (const Value* codes = theme.find(standard_colors[n].name))
            sequences_[n] = sequence(to_str(*codes));
}

void Palette::use_only(std::string_view name) {
    for (std::size_t chosen = 0; chosen < color_count; ++chosen) {
        if (standard_colors[chosen].name != name) continue;
        const std::string all = sequences_[chosen];
        for (std::size_t n = 0; n < color_count; ++n)
            if (n != static_cast<std::size_t>(Color::end)) sequences_[n] = all;
        return;
    }
}

}  // namespace brine::output
