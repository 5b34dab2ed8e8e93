// SPDX-License-Identifier: Apache-2.0
//
// The outputters: from the data that a function returned to the text that a terminal shows.
#include "highstate.hpp"
#include "key_list.hpp"
#include "nested.hpp"
#include "plain.hpp"
#include "pretty_print.hpp"
#include "python_text.hpp"
#include "secrets.hpp"
#include "serialized.hpp"
#include "string_format.hpp"

#include <brine/sdk.hpp>
#include <brine/support/file.hpp>
#include <brine/support/yaml.hpp>

using namespace brine::literals;

namespace brine::output {

namespace {

// The outputter's own options, then the configuration. `indent` is the command line's name for
// output_indent.
OptionReader option_reader(Call& call, const Kwargs& options) {
    return [opts = call.lookup("opts"), own = options.map](std::string_view name) -> Value {
        if (const Value* value = own.find(name == "output_indent" ? "indent" : name);
            value != nullptr && !value->is_nil())
            return *value;
        return opts[name];
    };
}

// The settings, with the colors of the theme file that color_theme names. A theme that cannot be
// read is logged and left out: the data matter more than their colors.
Settings settings_of(Call& call, const OptionReader& option) {
    Value theme;
    if (const Value path = option("color_theme"); path.is_str() && option("color")) {
        try {
            theme = support::yaml::load(call.memory(), support::read_file(path.str()),
                                        {.source = path.str()});
        } catch (const std::exception& error) {
            call.log(Level::warning, "cannot use the color theme: {}", error.what());
        }
    }
    return read_settings(option, theme);
}

// Adds the outputter `name`; white space at the end of its text is dropped.
template <class Format>
Function add_output(Plugin& plugin, std::string_view name, Format format) {
    return plugin.output(name, [format](Call& call, Value data, Kwargs options) {
        return std::string(strip_right(format(call, data, option_reader(call, options))));
    });
}

std::string show_nested(Call& call, const Value& data, const OptionReader& option) {
    return nested(data, settings_of(call, option));
}

std::string show_highstate(Call& call, const Value& data, const OptionReader& option) {
    const Settings settings = settings_of(call, option);
    try {
        return highstate(data, settings, read_highstate_settings(option), call.memory());
    } catch (const NotStates& reason) {
        call.log(Level::debug, "highstate: {}; showing the data nested", reason.what());
        return nested(data, settings);
    }
}

std::string show_json(Call& call, const Value& data, const OptionReader& option) {
    const bool configured = call.lookup("opts").contains("output_indent");
    return json_text(without_secrets(data, call.memory()), option("output_indent"), configured);
}

std::string show_yaml(Call& call, const Value& data, const OptionReader& option) {
    return yaml_text(without_secrets(data, call.memory()), option("output_indent"));
}

std::string show_pprint(Call&, const Value& data, const OptionReader& option) {
    const Value indent = option("output_indent");
    if (!indent.is_int() || indent.integer() < 0) return pretty_print(data);
    return pretty_print(data, static_cast<std::size_t>(indent.integer()));
}

std::string show_key(Call& call, const Value& data, const OptionReader& option) {
    return key_list(data, settings_of(call, option), option("__multi_key") ? 4 : 0);
}

void add_outputters(Plugin& p) {
    add_output(p, "nested", show_nested)
        .doc(
            "Any data, a line per value, indented by four; the default.\n\n"
            "Options: `color` (bool or the name of one color), `color_theme` (a YAML file of "
            "names and codes), `strip_colors`, `nested_indent` (columns), `retcode` (structure in "
            "red "
            "when it is not 0).\n\n"
            "```\nlocal:\n    ----------\n    roles:\n        - web\n```");
    add_output(p, "highstate", show_highstate)
        .doc(
            "The results of states: a block for each, then a summary.\n\n"
            "Options: `state_output` (`full`, `terse`, `mixed`, `changes`, `filter`; with `_id` "
            "the name is the ID), `state_verbose`, `state_output_diff`, `state_output_profile`, "
            "`state_output_pct`, `state_tabular` (true or a format), `state_compress_ids`, "
            "`state_output_exclude`, `state_output_terse`, and those of `nested`. Data that are "
            "no states are shown nested.");
    add_output(p, "json", show_json)
        .doc(
            "JSON, indented by four.\n\n"
            "Options: `output_indent`: columns of indentation, negative or null for one line, "
            "`pretty` for four and sorted keys.");
    add_output(p, "yaml", show_yaml)
        .doc(
            "YAML in block style.\n\n"
            "Options: `output_indent`: columns of indentation, negative for one line.");
    add_output(p, "txt", [](Call&, const Value& data, const OptionReader&) {
        return txt(data);
    }).doc("Each line of output after its minion: `local: line`.");
    add_output(p, "raw", [](Call&, const Value& data, const OptionReader&) {
        return to_str(data);
    }).doc("The data in Python's notation, on one line.");
    add_output(p, "pprint", show_pprint)
        .doc(
            "The data in Python's notation, laid out for 80 columns.\n\n"
            "Options: `output_indent`: columns of indentation.");
    add_output(p, "quiet", [](Call&, const Value&, const OptionReader&) {
        return std::string();
    }).doc("Nothing.");
    add_output(p, "newline_values_only", [](Call&, const Value& data, const OptionReader&) {
        return newline_values_only(data);
    }).doc("The values without the names of minions, a line each; lists item by item.");
    add_output(p, "no_return", [](Call& call, const Value& data, const OptionReader& option) {
        return no_return(data, settings_of(call, option));
    }).doc("Minions that did not answer, with what is known about each.");
    add_output(p, "key", show_key)
        .doc("The keys of a master by state, `{\"minions\": [...], \"minions_pre\": [...]}`.");
}

void add_exec(Plugin& p) {
    p.exec("out.out_format", out_format, "data"_a, "out"_a = "nested", "opts"_a = nullptr,
           "kwargs"_a)
        .doc(
            "Data as the text that an outputter makes of it.\n\n"
            "- `data`: what to show\n- `out`: name of the outputter\n- `opts`: configuration to "
            "use instead of the present one\n- others: options of the outputter\n\n"
            "    brine call out.out_format '{key: value}' out=yaml");
    p.exec("out.string_format", string_format, "data"_a, "out"_a = "nested", "opts"_a = nullptr,
           "kwargs"_a)
        .doc(
            "Data as the text that an outputter makes of it, without colors.\n\n"
            "Arguments as in `out.out_format`.\n\n"
            "    {{ salt['out.string_format'](grains['dns'], out='yaml') }}");
    p.exec("out.html_format", html_format, "data"_a, "out"_a = "nested", "opts"_a = nullptr,
           "kwargs"_a)
        .doc(
            "Data as the text that an outputter makes of it, with HTML's blanks and newlines.\n\n"
            "Arguments as in `out.out_format`.\n\n"
            "    brine call out.html_format '{key: value}'");
}

}  // namespace

}  // namespace brine::output

BRINE_PLUGIN("output", "1.0.0", "Outputters: highstate, nested, json, yaml and others", p) {
    brine::output::add_outputters(p);
    brine::output::add_exec(p);
}
