// SPDX-License-Identifier: Apache-2.0
//
// How the composer makes collections of the nodes in them.
#include <brine/format.hpp>

#include <algorithm>

#include "yaml_composer.hpp"

namespace brine::support::yaml {
namespace {

Value stable_list(Memory memory, std::span<const Value> values) {
    Value* items = memory.array<Value>(values.size());
    std::copy(values.begin(), values.end(), items);
    return Value::list({items, values.size()});
}

Value stable_map(Memory memory, const std::vector<Pair>& content) {
    Pair* pairs = memory.array<Pair>(content.size());
    std::copy(content.begin(), content.end(), pairs);
    return indexed_map(memory, pairs, Value::map(content).raw().size);
}

}  // namespace

// ---- lists ----

Value Composer::make_list(const Frame& frame) {
    const std::size_t size = nodes_.size() - frame.start;
    Value* items = memory_.array<Value>(size);
    for (std::size_t n = 0; n < size; ++n) items[n] = nodes_[frame.start + n].value;
    const Value list = Value::list({items, size});
    if (options_.positions != nullptr) {
        std::vector<Position> positions(size);
        for (std::size_t n = 0; n < size; ++n)
            positions[n] = nodes_[frame.start + n].place.position;
        options_.positions->set(list, std::move(positions));
    }
    return list;
}

const Pair& Composer::only_pair(const Node& node, std::string_view what) const {
    if (!node.value.is_map() || node.value.size() != 1)
        source_.fail(node.place.position,
                     format("while constructing {}: expected a mapping of one entry, but found {}",
                            what, node.value.described()));
    return node.value.pairs().front();
}

Value Composer::make_pairs(const Frame& frame) {
    std::vector<Value> items;
    for (std::size_t n = frame.start; n < nodes_.size(); ++n) {
        const Pair& pair = only_pair(nodes_[n], "pairs");
        const Value both[] = {pair.key, pair.value};
        items.push_back(stable_list(memory_, both));
    }
    return stable_list(memory_, items);
}

Value Composer::make_ordered_map(const Frame& frame) {
    Entries entries;
    for (std::size_t n = frame.start; n < nodes_.size(); ++n)
        entries.add(only_pair(nodes_[n], "an ordered map"), nodes_[n].place);
    const Value map = stable_map(memory_, entries.pairs);
    refuse_duplicates(map, entries, frame);
    return map;
}

// ---- maps ----

Value Composer::make_map(const Frame& frame) {
    Entries entries = own_entries(frame);
    if (frame.merges) entries = with_merged(frame, std::move(entries));
    const Value map = stable_map(memory_, entries.pairs);
    refuse_duplicates(map, entries, frame);
    if (options_.positions != nullptr) options_.positions->set(map, std::move(entries.positions));
    return map;
}

Value Composer::make_set(const Value& map) {
    std::vector<Value> keys;
    for (const Pair& pair : map.pairs()) keys.push_back(pair.key);
    return stable_list(memory_, keys);
}

Composer::Entries Composer::own_entries(const Frame& frame) const {
    Entries own;
    own.pairs.reserve((nodes_.size() - frame.start) / 2);
    own.places.reserve(own.pairs.capacity());
    for (std::size_t n = frame.start; n + 1 < nodes_.size(); n += 2) {
        const Node& key = nodes_[n];
        if (key.merge) continue;
        if (key.value.is_list() || key.value.is_map())
            source_.fail(key.place.position,
                         format("while constructing a mapping: found unhashable key, {} cannot be "
                                "a key (possible double curly-brace)",
                                key.value.described()));
        own.add({key.value, nodes_[n + 1].value}, key.place);
        if (options_.positions != nullptr) own.positions.push_back(key.place.position);
    }
    return own;
}

// Merged entries come first; what has an own entry is left out.
Composer::Entries Composer::with_merged(const Frame& frame, Entries own) {
    const Value own_map = stable_map(memory_, own.pairs);
    Entries all;
    for (std::size_t n = frame.start; n + 1 < nodes_.size(); n += 2)
        if (nodes_[n].merge) merge_value(nodes_[n], nodes_[n + 1], own_map, all);
    for (std::size_t n = 0; n < own.pairs.size(); ++n) all.add(own.pairs[n], own.places[n]);
    all.positions.insert(all.positions.end(), own.positions.begin(), own.positions.end());
    return all;
}

void Composer::merge_value(const Node& key, const Node& value, const Value& own, Entries& into) {
    const auto refuse = [&](std::string_view wanted, const Value& found) {
        source_.fail(value.place.position,
                     format("while constructing a mapping: expected {} for merging, but found {}",
                            wanted, found.described()));
    };
    if (value.value.is_map()) return merge_map(key, value.value, own, into);
    if (!value.value.is_list()) refuse("a mapping or list of mappings", value.value);
    const std::span<const Value> maps = value.value.items();
    for (auto map = maps.rbegin(); map != maps.rend(); ++map) {
        if (!map->is_map()) refuse("a mapping", *map);
        merge_map(key, *map, own, into);
    }
}

void Composer::merge_map(const Node& key, const Value& map, const Value& own, Entries& into) {
    count_alias_nodes(key.place, map.size());
    const std::span<const Position> positions =
        options_.positions != nullptr ? options_.positions->of(map) : std::span<const Position>();
    for (std::size_t n = 0; n < map.size(); ++n) {
        const Pair& pair = map.pairs()[n];
        if (own.find(pair.key) != nullptr) continue;
        into.add(pair, key.place);
        if (options_.positions != nullptr)
            into.positions.push_back(positions.empty() ? key.place.position : positions[n]);
    }
}

void Composer::refuse_duplicates(const Value& map, const Entries& entries,
                                 const Frame& frame) const {
    for (std::size_t n = 0; n < map.size(); ++n) {
        const Pair& pair = map.pairs()[n];
        const Value* first = map.find(pair.key);
        if (first == &pair.value) continue;
        const Pair* first_pair = reinterpret_cast<const Pair*>(first - 1);  // its key comes first
        const Position before =
            entries.places[static_cast<std::size_t>(first_pair - map.pairs().data())].position;
        const Position again = entries.places[n].position;
        const std::string where = before == again ? format("two of the maps merged here have it")
                                                  : format("it is in line {}, column {} already",
                                                           before.line, before.column);
        source_.fail(
            again, format("while constructing a mapping in line {}, column {}: found "
                          "conflicting ID '{}'; {}",
                          frame.place.position.line, frame.place.position.column, pair.key, where));
    }
}

}  // namespace brine::support::yaml
