// SPDX-License-Identifier: Apache-2.0
//
// YAML as a renderer and as a serializer.
#include <brine/sdk.hpp>
#include <brine/support/yaml.hpp>

#include <optional>
#include <string>
#include <string_view>

using namespace brine::literals;

namespace brine::yaml_plugin {
namespace {

namespace yaml = support::yaml;

// What the source is called in messages: the first of these options that is given.
std::string_view source_name(const Kwargs& options) {
    for (const std::string_view option : {"source_name", "tmplpath", "sls"})
        if (const Value name = options[option]; name.is_str() && name.size() > 0) return name.str();
    return "YAML";
}

bool looks_like_jinja(std::string_view text) {
    return text.find("{{") != std::string_view::npos || text.find("{%") != std::string_view::npos;
}

// Salt takes everything that is false in Python for no data.
Value render(Call& call, Value source, Kwargs options) {
    if (!source.is_str())
        throw BadArgument(
            format("the renderer 'yaml' takes text, got {}; it comes first in a pipe or behind "
                   "renderers that make text",
                   source.described()));
    try {
        const Value data =
            yaml::load(call.memory(), source.str(), {.source = source_name(options)});
        return data ? data : call.map({});
    } catch (const yaml::Error& error) {
        if (!looks_like_jinja(source.str())) throw;
        throw Error(std::string(error.what()) +
                    "\nThe text looks like a Jinja template, but the renderer is 'yaml' alone; "
                    "was 'jinja|yaml' meant?");
    }
}

yaml::DumpOptions::Flow flow_of(std::optional<bool> default_flow_style) {
    if (!default_flow_style) return yaml::DumpOptions::Flow::automatic;
    return *default_flow_style ? yaml::DumpOptions::Flow::flow : yaml::DumpOptions::Flow::block;
}

std::string serialize(Call& /*call*/, const Value& data, std::optional<bool> default_flow_style,
                      bool sort_keys, bool allow_unicode, bool explicit_start, int indent,
                      int width) {
    std::string text = yaml::dump(data, {.flow = flow_of(default_flow_style),
                                         .sort_keys = sort_keys,
                                         .allow_unicode = allow_unicode,
                                         .explicit_start = explicit_start,
                                         .indent = indent,
                                         .width = width});
    if (text.ends_with('\n')) text.pop_back();
    return text;
}

Value deserialize(Call& call, std::string_view text) { return yaml::load(call.memory(), text); }

}  // namespace
}  // namespace brine::yaml_plugin

BRINE_PLUGIN("yaml", "0.1.0", "YAML as a renderer and as a serializer", p) {
    using namespace brine::yaml_plugin;
    p.renderer("yaml", render)
        .doc(
            "Reads YAML as Salt does.\n\n"
            "Options: `source_name`, `tmplpath` or `sls` name the source in messages. A source "
            "without data "
            "is an empty map.");
    p.add("serializer", "yaml.serialize", serialize, "data"_a, "default_flow_style"_a = nullptr,
          "sort_keys"_a = true, "allow_unicode"_a = false, "explicit_start"_a = false,
          "indent"_a = 2, "width"_a = 80)
        .doc(
            "Writes data as YAML, like PyYAML and with its defaults.\n\n"
            "- `default_flow_style`: everything in brackets (true) or nothing (false); nil: what "
            "has no collections in it\n"
            "- `sort_keys`: maps sorted by key\n"
            "- `allow_unicode`: no escapes for what is beyond ASCII\n"
            "- `explicit_start`: begin with `---`\n"
            "- `indent`, `width`: columns");
    p.add("serializer", "yaml.deserialize", deserialize, "text"_a)
        .doc("Reads YAML as the renderer does, but as it is: no data is nil.");
}
