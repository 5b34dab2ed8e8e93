// SPDX-License-Identifier: Apache-2.0
//
// The state file.serialize.
#include <brine/sdk.hpp>
#include <brine/support/file.hpp>
#include <brine/support/merge.hpp>

#include "groups.hpp"
#include "managed_state.hpp"
#include "path.hpp"
#include "status.hpp"

namespace brine::file {
namespace {

struct SerializeArguments {
    Value dataset;
    std::optional<std::string_view> dataset_pillar;
    ManagedArguments file;
    bool merge_if_exists;
    std::string serializer;
    Value serializer_opts;
    Value deserializer_opts;
};

// A map, or a list of maps as states write them, as one map over defaults.
void add_options(Map& options, const Value& given) {
    if (given.is_map()) options.update(given);
    for (const Value& item : given.items()) options.update(item);
}

Value with_format(State& state, std::string_view serializer, bool encoded, const Value& given) {
    Map options = state.map();
    if (serializer == "yaml") {
        options.set("default_flow_style", false);
        if (encoded) options.set("allow_unicode", true);
    } else if (serializer == "json") {
        options.set("indent", 2);
        options.set("sort_keys", true);
        if (encoded) options.set("ensure_ascii", false);
    }
    add_options(options, given);
    return options.value();
}

Value call_serializer(State& state, const std::string& function, const Value& input,
                      const Value& options) {
    return state.invoke({.kind = "serializer",
                         .name = function,
                         .arguments = {.args = {&input, 1}, .kwargs = options.pairs()}});
}

// The differences of two maps, as Salt's recursive_diff: {key: {"old": ..., "new": ...}} at the
// leaves.
Value map_difference(Call& call, const Value& before, const Value& after) {
    Map differences = call.map();
    for (const Pair& pair : after.pairs()) {
        const Value* old = before.find(pair.key);
        if (old != nullptr && *old == pair.value) continue;
        if (old != nullptr && old->is_map() && pair.value.is_map()) {
            differences.add(pair.key, map_difference(call, *old, pair.value));
        } else {
            differences.add(pair.key, call.map({{"old", old == nullptr ? Value("<_null_>") : *old},
                                                {"new", pair.value}}));
        }
    }
    return differences.value();
}

StateResult serialize(State& state, SerializeArguments arguments) {
    const std::string path = expand_user(state.name());
    if (path.empty()) return state.fail("Must provide name to file.serialize");
    if (!arguments.file.create && !is_regular(path))
        return state.ok("File {} is not present and is not set for creation", path);
    if (arguments.dataset && arguments.dataset_pillar)
        return state.fail("Only one of 'dataset' and 'dataset_pillar' is permitted");
    Value dataset = arguments.dataset;
    if (arguments.dataset_pillar)
        dataset = state.call("pillar.get", {*arguments.dataset_pillar}, {});
    if (dataset.is_nil()) return state.fail("Neither 'dataset' nor 'dataset_pillar' was defined");
    const std::string writer = arguments.serializer + ".serialize";
    const std::string reader = arguments.serializer + ".deserialize";
    if (!state.can_call(writer, "serializer"))
        return state.fail(
            "The {} serializer could not be found. It either does not exist or its prerequisites "
            "are not installed.",
            arguments.serializer);

    Value existing;
    if (arguments.merge_if_exists && is_regular(path)) {
        if (!state.can_call(reader, "serializer"))
            return state.fail("merge_if_exists is not supported for the {} serializer",
                              arguments.serializer);
        try {
            Map options = state.map();
            add_options(options, arguments.deserializer_opts);
            existing = call_serializer(state, reader, state.str(support::read_file(path)),
                                       options.value());
        } catch (const CallError& error) {
            if (error.status() == BRINE_CANCELLED) throw;
            return state.fail("Failed to deserialize existing data: {}", error.what());
        }
        if (existing.is_map() && dataset.is_map()) {
            dataset = support::merge(state.memory(), existing, dataset);
            if (dataset == existing) return state.ok("The file {} is in the correct state", path);
        }
    }
    const Value text =
        call_serializer(state, writer, dataset,
                        with_format(state, arguments.serializer,
                                    arguments.file.encoding && !arguments.file.encoding->empty(),
                                    arguments.serializer_opts));
    arguments.file.contents.contents = state.str(std::string(text.str()) + "\n");
    const StateResult result = managed(state, arguments.file);
    Map told = state.map();
    told.update(result.map);
    if (result.map["result"].is_nil())
        told.set("comment", format("Dataset will be serialized and stored into {}", path));
    if (result.map["result"].is_true() && state.test())
        told.set("comment", format("The file {} is in the correct state", path));
    if (existing.is_map() && dataset.is_map() && result.map["changes"]) {
        Map changes = state.map();
        changes.update(result.map["changes"]);
        changes.set("diff", map_difference(state, existing, dataset));
        told.set("changes", changes.value());
    }
    return {told.value()};
}

StateResult serialize_state(State& state, std::string_view, Value dataset,
                            std::optional<std::string_view> dataset_pillar, Value user, Value group,
                            Value mode, std::optional<std::string_view> backup, bool makedirs,
                            bool show_changes, bool create, bool merge_if_exists,
                            std::optional<std::string_view> encoding,
                            std::string_view encoding_errors,
                            std::optional<std::string_view> serializer, Value serializer_opts,
                            Value deserializer_opts, std::optional<std::string_view> formatter,
                            Value dir_mode) {
    if (serializer && formatter)
        return state.fail("Only one of serializer and formatter are allowed");
    SerializeArguments arguments{
        .dataset = dataset,
        .dataset_pillar = dataset_pillar,
        .file = {.user = user,
                 .group = group,
                 .mode = mode,
                 .makedirs = makedirs,
                 .dir_mode = dir_mode,
                 .backup = backup.value_or(""),
                 .show_changes = show_changes,
                 .create = create,
                 .encoding = encoding,
                 .encoding_errors = encoding_errors},
        .merge_if_exists = merge_if_exists,
        .serializer = std::string(serializer ? *serializer : formatter.value_or("yaml")),
        .serializer_opts = serializer_opts,
        .deserializer_opts = deserializer_opts};
    for (char& c : arguments.serializer)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return serialize(state, std::move(arguments));
}

}  // namespace

void add_serialize_state(Plugin& p) {
    p.state("file.serialize", serialize_state, "name"_a, "dataset"_a = nullptr,
            "dataset_pillar"_a = nullptr, "user"_a = nullptr, "group"_a = nullptr,
            "mode"_a = nullptr, "backup"_a = "", "makedirs"_a = false, "show_changes"_a = true,
            "create"_a = true, "merge_if_exists"_a = false, "encoding"_a = nullptr,
            "encoding_errors"_a = "strict", "serializer"_a = nullptr, "serializer_opts"_a = nullptr,
            "deserializer_opts"_a = nullptr, "formatter"_a = nullptr, "dir_mode"_a = nullptr)
        .doc(
            "Writes data into a file in a format such as YAML or JSON.\n\n"
            "- `name` (str): absolute path\n- `dataset` (any), or `dataset_pillar` (str): the "
            "data, "
            "or its key in the pillar\n"
            "- `serializer` (str, yaml), also called `formatter`: the format\n"
            "- `serializer_opts`, `deserializer_opts` (map or list of maps): options of the "
            "format\n"
            "- `merge_if_exists` (bool, false): lay the data over what the file has\n"
            "- `user`, `group`, `mode`, `makedirs`, `dir_mode`, `backup`, `show_changes`, "
            "`create`, `encoding`, `encoding_errors`: as for `file.managed`\n\n"
            "    /etc/app.json:\n      file.serialize:\n        - dataset: {port: 8080}\n"
            "        - serializer: json");
}

}  // namespace brine::file
