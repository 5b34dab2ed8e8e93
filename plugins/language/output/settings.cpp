// SPDX-License-Identifier: Apache-2.0
#include "settings.hpp"

#include <algorithm>

namespace brine::output {

namespace {

bool flag(const OptionReader& option, std::string_view name, bool fallback) {
    const Value value = option(name);
    return value.is_nil() ? fallback : static_cast<bool>(value);
}

// A filter of the filter mode: from the command line ("exclude=True,False") when it is there.
Value filter(const OptionReader& option, std::string_view argument, std::string_view name) {
    for (const Value& item : option("arg").items())
        if (item.contains("__kwarg__"))
            if (const Value* given = item.find(argument)) return *given;
    return option(name);
}

}  // namespace

Settings read_settings(const OptionReader& option, const Value& theme) {
    Settings settings;
    const Value color = option("color");
    if (color) {
        settings.palette = Palette::standard();
        settings.palette.apply_theme(theme);
        if (color.is_str()) settings.palette.use_only(color.str());
    }
    settings.strip_escapes = flag(option, "strip_colors", true);
    settings.failed = static_cast<bool>(option("retcode"));
    const Value indent = option("nested_indent");
    if (indent.is_int())
        settings.indent = static_cast<std::size_t>(std::max<std::int64_t>(0, indent.integer()));
    return settings;
}

HighstateSettings read_highstate_settings(const OptionReader& option) {
    HighstateSettings settings;
    settings.mode = option("state_output").str_or("full");
    std::transform(settings.mode.begin(), settings.mode.end(), settings.mode.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    settings.verbose = flag(option, "state_verbose", true);
    settings.diff_only = flag(option, "state_output_diff", false);
    settings.profile = flag(option, "state_output_profile", true);
    settings.percentages = flag(option, "state_output_pct", false);
    settings.compress_ids = flag(option, "state_compress_ids", false);
    settings.tabular = option("state_tabular");
    if (settings.mode.starts_with("filter")) {
        settings.exclude = filter(option, "exclude", "state_output_exclude");
        settings.terse = filter(option, "terse", "state_output_terse");
    }
    return settings;
}

}  // namespace brine::output
