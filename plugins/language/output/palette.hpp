// SPDX-License-Identifier: Apache-2.0
//
// The colors of the terminal output, under the names that Salt's color themes use.
#pragma once

#include <brine/value.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace brine::output {

enum class Color : std::size_t {
    black,
    dark_gray,
    red,
    light_red,
    green,
    light_green,
    yellow,
    light_yellow,
    blue,
    light_blue,
    magenta,
    light_magenta,
    cyan,
    light_cyan,
    light_gray,
    white,
    default_color,
    end,  // back to normal
};
inline constexpr std::size_t color_count = 18;

// Escape sequences by color; all empty when colors are off.
class Palette {
  public:
    // No colors.
    Palette() = default;

    // Salt's colors.
    [[nodiscard]] static Palette standard();

    // Replaces the colors that a theme names: a map such as {"CYAN": "0;36"}.
    void apply_theme(const Value& theme);

    // Uses one named color ("RED") in place of all; an unknown name changes nothing.
    void use_only(std::string_view name);

    [[nodiscard]] const std::string& operator[](Color color) const {
        return sequences_[static_cast<std::size_t>(color)];
    }

    // "RED text normal".
    [[nodiscard]] std::string paint(Color color, std::string_view text) const {
        return (*this)[color] + std::string(text) + (*this)[Color::end];
    }

  private:
    std::array<std::string, color_count> sequences_;
};

}  // namespace brine::output
