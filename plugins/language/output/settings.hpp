// SPDX-License-Identifier: Apache-2.0
//
// What an outputter takes from its options and from the configuration, read once per output.
#pragma once

#include "palette.hpp"

#include <brine/sdk.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace brine::output {

// Reads an option: first the outputter's own, then the configuration's; nil when there is none.
using OptionReader = std::function<Value(std::string_view name)>;

struct Settings {
    Palette palette;
    bool strip_escapes = true;  // strip_colors: ESC in data becomes '?'
    bool failed = false;        // the return code was not 0: nested shows structure in red
    std::size_t indent = 0;     // nested_indent, columns
};

// How the states of a run are shown.
struct HighstateSettings {
    std::string mode = "full";  // state_output, lower case
    bool verbose = true;        // state_verbose
    bool diff_only = false;     // state_output_diff
    bool profile = true;        // state_output_profile
    bool percentages = false;   // state_output_pct
    bool compress_ids = false;  // state_compress_ids
    Value tabular;              // state_tabular: bool or a format
    Value exclude;              // state_output_exclude: list of "True", "False", "None", or text
    Value terse;                // state_output_terse: likewise
};

// `theme`: codes by the names of colors ("CYAN": "0;36"), or nil.
[[nodiscard]] Settings read_settings(const OptionReader& option, const Value& theme = {});
[[nodiscard]] HighstateSettings read_highstate_settings(const OptionReader& option);

}  // namespace brine::output
