// SPDX-License-Identifier: Apache-2.0
#include "plain.hpp"

#include "pretty_print.hpp"
#include "python_text.hpp"
#include "sorted_entries.hpp"

namespace brine::output {

namespace {

void append_no_return(std::string& out, const Value& data, const Palette& palette,
                      std::size_t indent) {
    const std::string blanks(indent, ' ');
    if (data.is_str())
        for (const std::string& line : split(data.str(), "\n"))
            out += palette.paint(Color::red, blanks + line) + "\n";
    if (!data.is_map()) return;
    for (const auto& [name, value] : sorted_entries(data)) {
        out += palette.paint(Color::cyan, blanks + name) + ":\n";
        append_no_return(out, value, palette, indent + 4);
    }
}

}  // namespace

std::string txt(const Value& data) {
    if (data.is_str()) return to_str(data) + "\n";
    if (!data.is_map()) return pretty_print(data) + "\n";
    std::string out;
    for (const Pair& pair : data.pairs()) {
        const std::string prefix = to_str(pair.key) + ": ";
        const std::string text = to_str(pair.value);
        if (!pair.value.is_str()) {
            out += prefix + text + "\n";
            continue;
        }
        for (const std::string_view line : split_lines(text, false))
            out += prefix + std::string(line) + "\n";
    }
    return out;
}

std::string newline_values_only(const Value& data) {
    if (!data.is_map()) throw BadArgument("newline_values_only shows maps only");
    std::string out;
    for (const Pair& pair : data.pairs()) {
        if (!pair.value.is_list()) {
            out += to_str(pair.value) + "\n";
            continue;
        }
        for (const Value& item : pair.value.items()) out += to_str(item) + "\n";
    }
    return out;
}

std::string no_return(const Value& data, const Settings& settings) {
    std::string out;
    append_no_return(out, data, settings.palette, 0);
    return out;
}

}  // namespace brine::output
