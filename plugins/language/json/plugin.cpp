// SPDX-License-Identifier: Apache-2.0
//
// JSON as a renderer and as a serializer.
#include <brine/sdk.hpp>
#include <brine/support/json.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

using namespace brine::literals;

namespace brine::json_plugin {
namespace {

namespace json = support::json;

std::string_view source_name(const Kwargs& options) {
    for (const std::string_view option : {"source_name", "tmplpath", "sls"})
        if (const Value name = options[option]; name.is_str() && name.size() > 0) return name.str();
    return "JSON";
}

// The text with an empty first line in place of the one that names the renderers, so that the
// places in messages stay right.
std::string_view without_shebang(std::string_view text) {
    if (!text.starts_with("#!")) return text;
    text.remove_prefix(std::min(text.find('\n'), text.size()));
    return text;
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

Value render(Call& call, Value source, Kwargs options) {
    if (!source.is_str())
        throw BadArgument(
            format("the renderer 'json' takes text, got {}; it comes first in a pipe or behind "
                   "renderers that make text",
                   source.described()));
    const std::string_view text = without_shebang(source.str());
    if (is_blank(text)) return call.map({});
    return json::load(call.memory(), text, source_name(options));
}

std::string serialize(Call& /*call*/, const Value& data, std::optional<int> indent, bool sort_keys,
                      bool ensure_ascii) {
    return json::dump(data, indent.value_or(-1), sort_keys, ensure_ascii);
}

Value deserialize(Call& call, std::string_view text) { return json::load(call.memory(), text); }

}  // namespace
}  // namespace brine::json_plugin

BRINE_PLUGIN("json", "0.1.0", "JSON as a renderer and as a serializer", p) {
    using namespace brine::json_plugin;
    p.renderer("json", render)
        .doc(
            "Reads JSON.\n\n"
            "Options: `source_name`, `tmplpath` or `sls` name the source in messages. A source "
            "without data "
            "is an empty map, and a first line `#!...` is passed over.");
    p.add("serializer", "json.serialize", serialize, "data"_a, "indent"_a = nullptr,
          "sort_keys"_a = false, "ensure_ascii"_a = true)
        .doc(
            "Writes data as JSON, like Python and with its defaults.\n\n"
            "- `indent`: columns per level; nil: everything in one line\n"
            "- `sort_keys`: maps sorted by key\n"
            "- `ensure_ascii`: escapes for what is beyond ASCII");
    p.add("serializer", "json.deserialize", deserialize, "text"_a).doc("Reads JSON.");
}
