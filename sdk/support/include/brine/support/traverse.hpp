// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/value.hpp>

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace brine::support {

namespace detail {

/// The integer that the whole of `text` spells.
inline std::optional<std::int64_t> spelled_integer(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    std::int64_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

/// The key that is no text but that YAML reads from `text`: 80, 1.5, true, null.
inline std::optional<Value> spelled_key(std::string_view text) {
    if (const auto number = spelled_integer(text)) return Value(*number);
    if (text == "true" || text == "True" || text == "TRUE") return Value(true);
    if (text == "false" || text == "False" || text == "FALSE") return Value(false);
    if (text == "null" || text == "None" || text == "~") return Value();
    if (text.find('.') == std::string_view::npos) return std::nullopt;
    double number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
    return Value(number);
}

inline const Value* find_in_maps(const Value& list, const Value& key) {
    for (const Value& item : list.items())
        if (const Value* found = item.find(key)) return found;
    return nullptr;
}

inline const Value* step_into(const Value& value, std::string_view key) {
    if (value.is_map()) {
        if (const Value* found = value.find(key)) return found;
        const auto other = spelled_key(key);
        return other ? value.find(*other) : nullptr;
    }
    if (!value.is_list()) return nullptr;
    const auto index = spelled_integer(key);
    if (!index) return find_in_maps(value, Value(key));
    if (const Value* found = find_in_maps(value, Value(*index))) return found;
    const auto size = static_cast<std::int64_t>(value.size());
    if (*index >= size || *index < -size) return nullptr;
    return &value.items()[static_cast<std::size_t>(*index < 0 ? *index + size : *index)];
}

}  // namespace detail

/// The value at "key:key:0" in maps and lists, as Salt's traverse_dict_and_list finds it: a step
/// is the key of a map, as text or as the number, truth value or nil that it spells; in a list it
/// is a key of the first map that has it, or else an index, negative ones counting from the end.
/// Nothing when there is no such value; `data` itself never, since an empty path is an empty key.
inline std::optional<Value> traverse(Value data, std::string_view path,
                                     std::string_view delimiter = ":") {
    for (;;) {
        const std::size_t end = delimiter.empty() ? std::string_view::npos : path.find(delimiter);
        const Value* next = detail::step_into(data, path.substr(0, end));
        if (next == nullptr) return std::nullopt;
        if (end == std::string_view::npos) return *next;
        data = *next;
        path.remove_prefix(end + delimiter.size());
    }
}

}  // namespace brine::support
