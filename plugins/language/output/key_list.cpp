// SPDX-License-Identifier: Apache-2.0
#include "key_list.hpp"

#include "nested.hpp"
#include "python_text.hpp"
#include "sorted_entries.hpp"

#include <algorithm>
#include <array>

namespace brine::output {

namespace {

struct KeyState {
    std::string_view name;
    std::string_view title;
    Color title_color;
    Color key_color;
};

constexpr std::array<KeyState, 5> key_states = {{
    {"minions", "Accepted Keys:", Color::light_green, Color::green},
    {"minions_pre", "Unaccepted Keys:", Color::light_red, Color::red},
    {"minions_denied", "Denied Keys:", Color::light_magenta, Color::magenta},
    {"minions_rejected", "Rejected Keys:", Color::light_blue, Color::blue},
    {"local", "Local Keys:", Color::light_magenta, Color::magenta},
}};

const KeyState& key_state(std::string_view name) {
    const auto found = std::find_if(key_states.begin(), key_states.end(),
                                    [name](const KeyState& state) { return state.name == name; });
    if (found == key_states.end())
        throw BadArgument("there is no state of keys '" + std::string(name) + "'");
    return *found;
}

}  // namespace

std::string key_list(const Value& data, const Settings& settings, std::size_t indent) {
    const std::string blanks(indent, ' ');
    const Palette& palette = settings.palette;
    std::string out;
    for (const auto& [name, keys] : sorted_entries(data)) {
        const KeyState& state = key_state(name);
        out += blanks + palette.paint(state.title_color, state.title) + "\n";
        for (const auto& [entry, value] : sorted_entries(keys)) {
            std::string text = settings.strip_escapes ? without_escapes(entry) : entry;
            if (keys.is_map()) text += ":  " + to_str(value);
            out += blanks + palette.paint(state.key_color, text) + "\n";
        }
    }
    return out;
}

}  // namespace brine::output
