// SPDX-License-Identifier: Apache-2.0
#include "core/loader/manifest.hpp"

namespace brine::core {
namespace {

Value to_value(Memory memory, const FunctionManifest& function) {
    return Map(memory)
        .add("kind", function.kind)
        .add("name", function.name)
        .add("params", function.params)
        .add("doc", function.doc)
        .add("traits", copy(memory, function.traits.get()))
        .value();
}

FunctionManifest function_from(const Value& value) {
    return {.kind = std::string(value["kind"].str()),
            .name = std::string(value["name"].str()),
            .params = std::string(value["params"].str()),
            .doc = std::string(value["doc"].str()),
            .traits = OwnedValue(value["traits"])};
}

Value to_value(Memory memory, const FileStamp& stamp) {
    return Map(memory)
        .add("device", stamp.device)
        .add("inode", stamp.inode)
        .add("size", stamp.size)
        .add("modified", stamp.modified)
        .add("changed", stamp.changed)
        .value();
}

std::uint64_t unsigned_of(const Value& value) {
    return value.type() == Type::unsigned_integer ? value.raw().as.u
                                                  : static_cast<std::uint64_t>(value.integer());
}

FileStamp stamp_from(const Value& value) {
    return {.device = unsigned_of(value["device"]),
            .inode = unsigned_of(value["inode"]),
            .size = unsigned_of(value["size"]),
            .modified = value["modified"].integer(),
            .changed = value["changed"].integer()};
}

}  // namespace

Value to_value(Memory memory, const Manifest& manifest) {
    List functions(memory);
    functions.reserve(manifest.functions.size());
    for (const FunctionManifest& function : manifest.functions)
        functions.add(to_value(memory, function));
    return Map(memory)
        .add("path", manifest.path)
        .add("stamp", to_value(memory, manifest.stamp))
        .add("refusal", manifest.refusal)
        .add("name", manifest.name)
        .add("version", manifest.version)
        .add("summary", manifest.summary)
        .add("needs_minor", manifest.needs_minor)
        .add("functions", functions.value())
        .value();
}

Manifest manifest_from(const Value& value) {
    Manifest manifest{.path = std::string(value["path"].str()),
                      .stamp = stamp_from(value["stamp"]),
                      .refusal = std::string(value["refusal"].str()),
                      .name = std::string(value["name"].str()),
                      .version = std::string(value["version"].str()),
                      .summary = std::string(value["summary"].str()),
                      .needs_minor = static_cast<std::uint32_t>(value["needs_minor"].integer()),
                      .functions = {}};
    for (const Value& function : value["functions"].items())
        manifest.functions.push_back(function_from(function));
    return manifest;
}

}  // namespace brine::core
