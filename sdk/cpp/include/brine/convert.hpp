// SPDX-License-Identifier: Apache-2.0
//
// Between Values and C++ types: which types a parameter or result may have, what it is called in
// a signature, and how it is read from and written to a Value. Specialise Convert for a type of
// your own.
#pragma once

#include <brine/call.hpp>

#include <concepts>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace brine {
inline namespace v1 {

// A parameter that takes a number or a truth value as well as text, and reads as text: for what
// people write in YAML without thinking of types (user: 1000, version: 1.10).
class Text {
  public:
    Text() = default;
    explicit Text(std::string text) : text_(std::move(text)) {}
    [[nodiscard]] const std::string& str() const noexcept { return text_; }
    operator std::string_view() const noexcept { return text_; }

  private:
    std::string text_;
};

// The extra positional arguments (`*args`) of a function.
struct Rest {
    std::span<const Value> items;
};

// The extra keyword arguments (`**kwargs`) of a function.
struct Kwargs {
    Value map;  // always a map
    [[nodiscard]] Value operator[](std::string_view key) const noexcept { return map[key]; }
};

// name: the type in a signature. from: reads a value that already has that type.
template <class T>
struct Convert;

template <>
struct Convert<Value> {
    static constexpr std::string_view name = "any";
    static Value from(const Value& value) { return value; }
    static Value to(const Call& call, const Value& value) {
        return detail::settle(call.memory(), value);
    }
};

template <>
struct Convert<bool> {
    static constexpr std::string_view name = "bool";
    static bool from(const Value& value) { return value.boolean(); }
    static Value to(const Call&, bool truth) { return truth; }
};

template <std::integral T>
struct Convert<T> {
    static constexpr std::string_view name = "int";
    static T from(const Value& value) {
        if constexpr (std::is_same_v<T, std::uint64_t>) {
            if (value.type() == Type::unsigned_integer) return value.raw().as.u;
        }
        if (value.type() == Type::unsigned_integer) throw BadArgument(range());
        if (!std::in_range<T>(value.integer())) throw BadArgument(range());
        return static_cast<T>(value.integer());
    }
    static Value to(const Call&, T number) { return number; }

  private:
    static std::string range() {
        return "expected an int from " + std::to_string(std::numeric_limits<T>::min()) + " to " +
               std::to_string(std::numeric_limits<T>::max());
    }
};

template <std::floating_point T>
struct Convert<T> {
    static constexpr std::string_view name = "float";
    static T from(const Value& value) { return static_cast<T>(value.number()); }
    static Value to(const Call&, T number) { return static_cast<double>(number); }
};

template <>
struct Convert<std::string_view> {
    static constexpr std::string_view name = "str";
    static std::string_view from(const Value& value) { return value.str(); }
    static Value to(const Call& call, std::string_view text) { return call.str(text); }
};

template <>
struct Convert<std::string> {
    static constexpr std::string_view name = "str";
    static std::string from(const Value& value) { return std::string(value.str()); }
    static Value to(const Call& call, const std::string& text) { return call.str(text); }
};

template <>
struct Convert<const char*> {
    static constexpr std::string_view name = "str";
    static Value to(const Call& call, const char* text) { return call.str(text); }
};

template <>
struct Convert<Text> {
    static constexpr std::string_view name = "str|int|float|bool";
    // A secret is passed on in clear: it is the function's business now.
    static Text from(const Value& value) {
        brine_value raw = value.raw();
        raw.flags = static_cast<std::uint8_t>(raw.flags & ~BRINE_SECRET);
        return Text(to_text(Value(raw)));
    }
    static Value to(const Call& call, const Text& text) { return call.str(text); }
};

template <class T>
struct Convert<std::optional<T>> {
    static const std::string& signature() {
        static const std::string name = std::string(Convert<T>::name) + "|nil";
        return name;
    }
    static std::optional<T> from(const Value& value) {
        if (value.is_nil()) return std::nullopt;
        return Convert<T>::from(value);
    }
    static Value to(const Call& call, const std::optional<T>& maybe) {
        return maybe ? Convert<T>::to(call, *maybe) : Value();
    }
};

template <class T>
struct Convert<std::vector<T>> {
    static constexpr std::string_view name = "list";
    static std::vector<T> from(const Value& value) {
        std::vector<T> items;
        items.reserve(value.size());
        for (const Value& item : value.items()) items.push_back(Convert<T>::from(item));
        return items;
    }
    static Value to(const Call& call, const std::vector<T>& items) {
        List list = call.list();
        list.reserve(items.size());
        for (const T& item : items) list.add(Convert<T>::to(call, item));
        return list.value();
    }
};

template <class T>
struct Convert<std::map<std::string, T>> {
    static constexpr std::string_view name = "map";
    static std::map<std::string, T> from(const Value& value) {
        std::map<std::string, T> entries;
        for (const Pair& pair : value.pairs())
            entries.emplace(pair.key.str(), Convert<T>::from(pair.value));
        return entries;
    }
    static Value to(const Call& call, const std::map<std::string, T>& entries) {
        Map map = call.map();
        for (const auto& [key, value] : entries) map.add(key, Convert<T>::to(call, value));
        return map.value();
    }
};

template <>
struct Convert<List> {
    static Value to(const Call&, const List& list) { return list.value(); }
};

template <>
struct Convert<Map> {
    static Value to(const Call&, const Map& map) { return map.value(); }
};

template <>
struct Convert<Rest> {
    static Rest from(const Value& value) { return {value.items()}; }
};

template <>
struct Convert<Kwargs> {
    static Kwargs from(const Value& value) { return {value}; }
};

namespace detail {

// The type of parameter T as it stands in a signature.
template <class T>
[[nodiscard]] std::string_view signature_type() {
    if constexpr (requires { Convert<T>::signature(); }) {
        return Convert<T>::signature();
    } else {
        return Convert<T>::name;
    }
}

}  // namespace detail

}  // namespace v1
}  // namespace brine
