// SPDX-License-Identifier: Apache-2.0
#include "context.hpp"

#include <charconv>
#include <cstdint>
#include <utility>

namespace brine::testing {
namespace {

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// "a" and "b:c" of "a:b:c".
std::pair<std::string_view, std::string_view> first_step(std::string_view path) {
    const std::size_t colon = path.find(':');
    if (colon == std::string_view::npos) return {path, {}};
    return {path.substr(0, colon), path.substr(colon + 1)};
}

const Value* step(const Value& value, std::string_view key) {
    if (const Value* found = value.find(key)) return found;
    const auto number = number_of(key);
    if (!number) return nullptr;
    if (value.is_map()) return value.find(Value(*number));
    const auto items = value.items();
    const auto size = static_cast<std::int64_t>(items.size());
    if (*number >= size || *number < -size) return nullptr;
    return &items[static_cast<std::size_t>(*number < 0 ? *number + size : *number)];
}

// `tree` with `value` at the path.
Value with(Memory memory, const Value& tree, std::string_view path, const Value& value) {
    const auto [key, rest] = first_step(path);
    Map map(memory);
    map.update(tree);
    map.set(key, rest.empty() ? copy(memory, value) : with(memory, tree[key], rest, value));
    return map.value();
}

}  // namespace

std::optional<Value> at_path(Value value, std::string_view path) {
    while (!path.empty()) {
        const auto [key, rest] = first_step(path);
        const Value* next = step(value, key);
        if (next == nullptr) return std::nullopt;
        value = *next;
        path = rest;
    }
    return value;
}

void Context::set(std::string_view path, const Value& value) {
    const std::lock_guard lock(mutex_);
    root_ = with(arena_.memory(), root_, path, value);
}

std::optional<Value> Context::find(std::string_view path) const {
    const std::lock_guard lock(mutex_);
    return at_path(root_, path);
}

}  // namespace brine::testing
