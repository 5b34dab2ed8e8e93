// SPDX-License-Identifier: Apache-2.0
//
// One state's result as it is displayed: a block of lines or a single one.
#pragma once

#include "settings.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace brine::output {

// A state's result with the parts of its key, "module_|-id_|-name_|-function".
struct StateChunk {
    StateChunk(std::string_view key, const Value& result);

    [[nodiscard]] const std::string& module() const { return parts.at(0); }
    [[nodiscard]] const std::string& id() const { return parts.at(1); }
    [[nodiscard]] const std::string& name() const { return parts.at(2); }
    [[nodiscard]] const std::string& function() const { return parts.back(); }

    // An entry of the result; NotStates when it is missing.
    [[nodiscard]] const Value& need(std::string_view key) const;

    std::vector<std::string> parts;  // at least three, else the constructor throws NotStates
    Value info;                      // the map that the state returned
    Value result;                    // info["result"]
    Color color = Color::green;
    bool changed = false;
    std::string changes;  // their display, empty or beginning with a newline
};

// The lines of the block, without their newlines.
[[nodiscard]] std::vector<std::string> block(const StateChunk& chunk, const Settings& settings,
                                             bool profile);

// The one line of the terse display.
[[nodiscard]] std::string terse_line(const StateChunk& chunk, const Settings& settings,
                                     const HighstateSettings& states);

}  // namespace brine::output
