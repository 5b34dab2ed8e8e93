// SPDX-License-Identifier: Apache-2.0
#include "values.hpp"

#include <brine/format.hpp>
#include <brine/support/text.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

namespace brine::state {
namespace {

// `text` as a number, if it is nothing but one.
std::optional<std::int64_t> as_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// The entry of `map` under the text `key`, or under the number that it spells.
const Value* find_entry(const Value& map, std::string_view key) {
    if (const Value* found = map.find(key)) return found;
    const auto number = as_number(key);
    return number ? map.find(Value(*number)) : nullptr;
}

// A map among the items that has `key` goes before the item at that position.
const Value* find_item(const Value& list, std::string_view key) {
    for (const Value& item : list.items())
        if (const Value* found = find_entry(item, key)) return found;
    auto position = as_number(key);
    if (!position) return nullptr;
    const auto size = static_cast<std::int64_t>(list.size());
    if (*position < 0) *position += size;
    if (*position < 0 || *position >= size) return nullptr;
    return &list.items()[static_cast<std::size_t>(*position)];
}

}  // namespace

Value entry(Memory memory, const Value& key, const Value& value) {
    Pair* pair = memory.array<Pair>(1);
    *pair = {detail::settle(memory, key), detail::settle(memory, value)};
    return Value::map({pair, 1});
}

Value concatenated(Memory memory, std::span<const Value> head, std::span<const Value> tail) {
    Value* items = memory.array<Value>(head.size() + tail.size());
    std::copy(tail.begin(), tail.end(), std::copy(head.begin(), head.end(), items));
    return Value::list({items, head.size() + tail.size()});
}

Value first_key(const Value& map) noexcept {
    return map.pairs().empty() ? Value() : map.pairs().front().key;
}

Value first_value(const Value& map) noexcept {
    return map.pairs().empty() ? Value() : map.pairs().front().value;
}

std::string_view first_name(const Value& map) noexcept { return first_key(map).str_or(""); }

std::string_view python_type(const Value& value) noexcept {
    switch (value.type()) {
        case Type::nil:
            return "NoneType";
        case Type::boolean:
            return "bool";
        case Type::map:
            return "dict";
        case Type::integer:
        case Type::unsigned_integer:
        case Type::floating:
        case Type::string:
        case Type::bytes:
        case Type::list:
            break;
    }
    return type_name(value.type());
}

std::vector<std::string> split_names(const Value& value) {
    std::vector<std::string> names;
    if (value.is_list()) {
        for (const Value& item : value.items()) names.push_back(to_text(item));
        return names;
    }
    const std::string text = to_text(value);
    for (const std::string_view part : support::split(text, ','))
        names.emplace_back(support::strip(part));
    return names;
}

Value merged(Memory memory, const Value& base, const Value& over) {
    if (!base.is_map() || !over.is_map()) return over;
    Map result(memory);
    result.update(base);
    for (const Pair& pair : over.pairs()) {
        const Value* below = base.find(pair.key);
        result.set(pair.key, below != nullptr ? merged(memory, *below, pair.value) : pair.value);
    }
    return result.value();
}

Value traverse(const Value& data, std::string_view path) {
    Value at = data;
    for (const std::string_view step : support::split(path, ':')) {
        const Value* next = at.is_list() ? find_item(at, step) : find_entry(at, step);
        if (next == nullptr) return {};
        at = *next;
    }
    return at;
}

}  // namespace brine::state
