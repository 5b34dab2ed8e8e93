// SPDX-License-Identifier: Apache-2.0
#include "serialized.hpp"

#include <brine/format.hpp>
#include <brine/support/json.hpp>
#include <brine/support/yaml.hpp>

#include <algorithm>

namespace brine::output {

namespace {

constexpr int default_json_indent = 4;
constexpr std::int64_t widest_indent = 1000;
constexpr int widest_yaml_indent = 9;

int columns(const Value& indent) {
    return static_cast<int>(std::clamp<std::int64_t>(indent.integer(), -1, widest_indent));
}

}  // namespace

std::string json_text(const Value& data, const Value& indent, bool configured) {
    if (indent.is_int()) return support::json::dump(data, columns(indent), false, false);
    if (indent.is_nil())
        return support::json::dump(data, configured ? -1 : default_json_indent, false, false);
    if (indent.is_str() && indent.str() == "pretty")
        return support::json::dump(data, default_json_indent, true, false);
    throw Error(format("output_indent takes a number, 'pretty' or null, not {}", indent));
}

std::string yaml_text(const Value& data, const Value& indent) {
    support::yaml::DumpOptions options;
    options.sort_keys = true;
    if (indent.is_int() && indent.integer() < 0) {
        options.flow = support::yaml::DumpOptions::Flow::flow;
    } else if (indent.is_int()) {
        options.indent = columns(indent);
        // The emitter takes 2 to 9 and two columns for anything else, as PyYAML does.
        if (options.indent < 2 || options.indent > widest_yaml_indent) options.indent = 2;
    } else if (!indent.is_nil()) {
        throw Error(format("output_indent takes a number for yaml, not {}", indent));
    }
    return support::yaml::dump(data, options);
}

}  // namespace brine::output
