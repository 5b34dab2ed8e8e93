// SPDX-License-Identifier: Apache-2.0
//
// Small helpers for the values that SLS files are made of.
#pragma once

#include <brine/build.hpp>
#include <brine/value.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace brine::state {

// For hash tables with scalar values as keys.
struct KeyHash {
    std::size_t operator()(const Value& key) const noexcept { return brine_key_hash(&key.raw()); }
};
struct KeyEqual {
    bool operator()(const Value& a, const Value& b) const noexcept {
        return brine_key_equal(&a.raw(), &b.raw()) != 0;
    }
};

// The map {key: value}.
[[nodiscard]] Value entry(Memory memory, const Value& key, const Value& value);

// The list `head` followed by `tail`.
[[nodiscard]] Value concatenated(Memory memory, std::span<const Value> head,
                                 std::span<const Value> tail);

// The first key of a map, nil for anything else and for an empty map.
[[nodiscard]] Value first_key(const Value& map) noexcept;
[[nodiscard]] Value first_value(const Value& map) noexcept;

// The text of the first key; empty when it is no text.
[[nodiscard]] std::string_view first_name(const Value& map) noexcept;

// What Python calls the type of a value: for Salt's messages.
[[nodiscard]] std::string_view python_type(const Value& value) noexcept;

// A list as it is, text cut at its commas, anything else as its text: how Salt reads an argument
// that names several things.
[[nodiscard]] std::vector<std::string> split_names(const Value& value);

// `over` laid over `base`: maps are merged at every level, anything else is replaced.
[[nodiscard]] Value merged(Memory memory, const Value& base, const Value& over);

// The value below `data` at "a:b:0": keys of maps and numbers of list items; nil when there is
// none.
[[nodiscard]] Value traverse(const Value& data, std::string_view path);

}  // namespace brine::state
