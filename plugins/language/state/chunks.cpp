// SPDX-License-Identifier: Apache-2.0
#include "chunks.hpp"

#include "order.hpp"

#include <brine/format.hpp>

#include <string>
#include <unordered_set>
#include <utility>

namespace brine::state {
namespace {

// The `names` of a declaration, each once. An entry is a name, or {name: [{argument: value}, ...]}.
std::vector<Value> names_of(const Declaration& declaration) {
    std::vector<Value> names;
    std::unordered_set<Value, KeyHash, KeyEqual> seen;
    for (const Value& argument : declaration.arguments)
        for (const Pair& pair : argument.pairs())
            if (pair.key.str_or("") == "names")
                for (const Value& name : pair.value.items())
                    if (name.is_map() || seen.insert(name).second) names.push_back(name);
    return names;
}

void set_argument(Map& low, const Body& body, const Pair& argument) {
    const std::string_view key = argument.key.str_or("");
    if (key == "names" || key == "state") return;
    if (key == "name" && !argument.value.is_str()) {
        low.set("name", body.id);
    } else {
        low.set(argument.key, argument.value);
    }
}

Map low_of(Memory memory, const Body& body, const Declaration& declaration) {
    Map low(memory);
    low.add("state", declaration.module).add("name", body.id);
    if (!body.sls.empty()) low.add("__sls__", Value::stable(body.sls));
    if (!body.environment.empty()) low.add("__env__", Value::stable(body.environment));
    low.add("__id__", body.id);
    for (const Value& argument : declaration.arguments)
        for (const Pair& pair : argument.pairs()) set_argument(low, body, pair);
    return low;
}

Map copy_of(Memory memory, const Value& low) {
    Map copy(memory);
    copy.update(low);
    return copy;
}

void set_name(Map& low, const Value& entry) {
    low.set("name", entry.is_map() ? first_key(entry) : entry);
    for (const Value& arguments : first_value(entry).items()) low.update(arguments);
}

void add_drafts(Memory memory, const Body& body, const Declaration& declaration,
                std::vector<Draft>& drafts) {
    Value function;
    for (const Value& argument : declaration.arguments)
        if (argument.is_str()) function = argument;
    if (function.is_nil()) return;
    Map low = low_of(memory, body, declaration);
    const std::vector<Value> names = names_of(declaration);
    if (names.empty()) {
        low.set("fun", function);
        drafts.push_back({std::move(low), std::nullopt});
        return;
    }
    const Value shared = low.value();
    int position = 0;
    for (const Value& name : names) {
        Map named = copy_of(memory, shared);
        set_name(named, name);
        named.set("fun", function);
        drafts.push_back({std::move(named), ++position});
    }
}

}  // namespace

Chunk chunk_of(Memory memory, const Value& low) {
    Chunk chunk;
    chunk.low = low;
    chunk.name = low["name"];
    chunk.module = low["state"].str_or("");
    chunk.function = low["fun"].str_or("");
    chunk.id = low["__id__"].str_or("");
    chunk.environment = low["__env__"].str_or("");
    chunk.sls = low["__sls__"].str_or("");
    chunk.tag = memory.copy(
        format("{}_|-{}_|-{}_|-{}", chunk.module, chunk.id, chunk.name, chunk.function));
    return chunk;
}

std::vector<Chunk> compile_chunks(Memory memory, const High& high) {
    std::vector<Draft> drafts;
    for (const Body& body : high.bodies())
        for (const Declaration& declaration : body.declarations)
            add_drafts(memory, body, declaration, drafts);
    order_drafts(drafts);
    std::vector<Chunk> chunks;
    chunks.reserve(drafts.size());
    for (const Draft& draft : drafts) chunks.push_back(chunk_of(memory, draft.low.value()));
    return chunks;
}

}  // namespace brine::state
