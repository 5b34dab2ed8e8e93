// SPDX-License-Identifier: Apache-2.0
//
// The module `config`: values of the configuration, wherever they are set.
#include "defaults.hpp"
#include "helpers.hpp"
#include "sources.hpp"

#include <brine/sdk.hpp>
#include <brine/support/glob.hpp>
#include <brine/support/merge.hpp>
#include <brine/support/traverse.hpp>

#include <string>
#include <string_view>

using namespace brine::literals;

namespace brine::config {

namespace {

// What a "sdb://profile/key" stands for; other values are themselves.
Value resolved(Call& call, const Value& value) {
    if (!value.str_or("").starts_with("sdb://")) return value;
    return call.call("sdb.get", {value}, {});
}

// All sources laid over each other, the first ones on top. "overwrite" replaces whole values of
// the top level, "recurse" merges maps.
Value merged_sources(Call& call, bool recurse) {
    const auto lists =
        call.option("pillar_merge_lists") ? support::ListMerge::join : support::ListMerge::replace;
    Value all = module_defaults(call.memory());
    for (const Value& source : {master_options(call), pillar(call), grains(call), options(call)}) {
        if (recurse) {
            all = support::merge(call.memory(), all, source, lists);
        } else {
            Map over = call.map();
            all = over.update(all).update(source).value();
        }
    }
    return all;
}

Value get(Call& call, const Text& key, Value fallback, std::string_view delimiter,
          std::optional<std::string_view> strategy, bool omit_opts, bool omit_pillar,
          bool omit_master, bool omit_grains) {
    std::optional<Value> found;
    if (!strategy) {
        found = find(call, key.str(), delimiter,
                     {.opts = omit_opts,
                      .grains = omit_grains,
                      .pillar = omit_pillar,
                      .master = omit_master});
    } else {
        if (*strategy != "recurse" && *strategy != "overwrite")
            call.log(Level::warning, "Unsupported merge strategy '{}'. Falling back to 'recurse'.",
                     *strategy);
        const Value all = merged_sources(call, *strategy != "overwrite");
        found = support::traverse(all, key.str(), delimiter);
    }
    return found ? resolved(call, *found) : fallback;
}

Value matching(Call& call, std::string_view pattern, const Omit& omit) {
    Map found = call.map();
    const auto take = [&](const Value& source, bool replace) {
        for (const Pair& pair : source.pairs())
            if (support::glob_matches(pair.key.str_or(""), pattern) &&
                (replace || found.find(pair.key) == nullptr))
                found.set(pair.key, pair.value);
    };
    if (!omit.master) take(master_options(call), true);
    if (!omit.pillar) take(pillar(call), true);
    if (!omit.grains) take(grains(call), true);
    if (!omit.opts) take(options(call), true);
    take(module_defaults(call.memory()), false);
    return found.value();
}

Value option(Call& call, const Text& name, Value fallback, bool omit_opts, bool omit_grains,
             bool omit_pillar, bool omit_master, bool omit_all, bool wildcard) {
    const Omit omit{.opts = omit_opts || omit_all,
                    .grains = omit_grains || omit_all,
                    .pillar = omit_pillar || omit_all,
                    .master = omit_master || omit_all};
    if (!wildcard)
        return find(call, name.str(), "", omit).value_or(fallback.is_nil() ? Value("") : fallback);
    const Value found = matching(call, name.str(), omit);
    if (found) return found;
    return fallback.is_nil() ? call.map({}) : fallback;
}

// `value` of one more source joined to what the sources before it have.
Value joined(const Call& call, const Value& present, const Value& value) {
    if (present.is_map() && value.is_map()) {
        Map map = call.map();
        return map.update(value).update(present).value();
    }
    if (present.is_list() && value.is_list()) {
        List list = call.list();
        for (const Value& item : present.items()) list.add(item);
        for (const Value& item : value.items()) list.add(item);
        return list.value();
    }
    return present;
}

Value merge(Call& call, const Text& name, Value fallback, bool omit_opts, bool omit_master,
            bool omit_pillar) {
    Value found;
    const auto take = [&](const Value& source) {
        const Value value = source[name.str()];
        found = found.is_nil() ? value : joined(call, found, value);
        return found.is_str();
    };
    if (!omit_opts && take(options(call))) return found;
    if (!omit_master && take(master_options(call))) return found;
    if (!omit_pillar && take(pillar(call))) return found;
    if (!found.is_nil()) return found;
    const Value preset = module_defaults(call.memory())[name.str()];
    return preset.is_nil() ? fallback : preset;
}

Value dot_vals(Call& call, const Text& prefix) {
    const std::string start = prefix.str() + ".";
    Map found = call.map();
    for (const Value& source : {master_options(call), options(call)})
        for (const Pair& pair : source.pairs())
            if (pair.key.str_or("").starts_with(start)) found.set(pair.key, pair.value);
    return found.value();
}

Value manage_mode(Call& call, std::optional<Text> mode) {
    return mode ? call.str(normal_mode(mode->str())) : Value();
}

bool valid_fileproto(Call&, std::string_view uri) { return has_file_protocol(uri); }

Value backup_mode(Call& call, std::optional<Text> mode) {
    if (mode && !mode->str().empty()) return call.str(mode->str());
    return find(call, "backup_mode", "", {}).value_or(Value(""));
}

void add_lookups(Plugin& p) {
    p.exec("config.get", get, "key"_a, "default"_a = "", "delimiter"_a = ":", "merge"_a = nullptr,
           "omit_opts"_a = false, "omit_pillar"_a = false, "omit_master"_a = false,
           "omit_grains"_a = false)
        .doc(
            "A value of the options, else of the grains, the pillar, the master's options in the "
            "pillar, or a module's default.\n\n"
            "- `key`: its name or a path such as `pkg:apache`\n- `default`: what to answer when "
            "there is none\n- `delimiter`: what separates the steps of the path\n- `merge`: "
            "`recurse` or `overwrite`, to lay all sources over each other first\n- "
            "`omit_opts`, `omit_pillar`, `omit_master`, `omit_grains`: leave a source out\n\n"
            "Answers the value; one that begins with `sdb://` is looked up.\n\n"
            "    brine call config.get pkg:apache");
    p.exec("config.option", option, "value"_a, "default"_a = nullptr, "omit_opts"_a = false,
           "omit_grains"_a = false, "omit_pillar"_a = false, "omit_master"_a = false,
           "omit_all"_a = false, "wildcard"_a = false)
        .doc(
            "A value by its exact name, from the same sources as `config.get`.\n\n"
            "- `value`: the name\n- `default`: what to answer when there is none\n- "
            "`omit_opts`, `omit_grains`, `omit_pillar`, `omit_master`, `omit_all`: leave "
            "sources out\n- `wildcard`: the name is a glob; answers a map of all that match\n\n"
            "    brine call config.option redis.host");
    p.exec("config.merge", merge, "value"_a, "default"_a = "", "omit_opts"_a = false,
           "omit_master"_a = false, "omit_pillar"_a = false)
        .doc(
            "A value joined from the options, the master's options and the pillar.\n\n"
            "- `value`: its name\n- `default`: what to answer when there is none\n- `omit_opts`, "
            "`omit_master`, `omit_pillar`: leave a source out\n\n"
            "Maps are laid over each other, lists appended; the first text found wins.\n\n"
            "    brine call config.merge schedule");
    p.exec("config.items", options).doc("All options.\n\n    brine call config.items");
    p.exec("config.dot_vals", dot_vals, "value"_a)
        .doc(
            "All options whose names begin with a prefix and a dot.\n\n- `value`: the "
            "prefix\n\nAnswers a map.\n\n    brine call config.dot_vals host");
}

void add_helpers(Plugin& p) {
    p.exec("config.manage_mode", manage_mode, "mode"_a)
        .doc(
            "A file mode as four digits.\n\n- `mode`: number or text\n\n"
            "    brine call config.manage_mode 755");
    p.exec("config.valid_fileproto", valid_fileproto, "uri"_a)
        .doc(
            "Whether files can be fetched from such a URI.\n\n- `uri`: `salt://path/to/file`\n\n"
            "    brine call config.valid_fileproto salt://path/to/file");
    p.exec("config.backup_mode", backup_mode, "backup"_a = "")
        .doc(
            "How files are kept before they are replaced.\n\n- `backup`: the mode asked for; "
            "else the option `backup_mode`\n\n    brine call config.backup_mode");
}

}  // namespace

}  // namespace brine::config

BRINE_PLUGIN("config", "1.0.0", "Values of the configuration, wherever they are set", p) {
    brine::config::add_lookups(p);
    brine::config::add_helpers(p);
}
