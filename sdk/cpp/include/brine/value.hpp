// SPDX-License-Identifier: Apache-2.0
//
// Value: a borrowed, read-only view of a brine_value tree, and Pair, one entry of a map. Both
// have the layout of their C counterparts, so arrays of them cross the ABI as they are.
#pragma once

#include <brine/value.h>
#include <brine/error.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace brine {
inline namespace v1 {

enum class Type : std::uint8_t {
    nil = BRINE_NIL,
    boolean = BRINE_BOOL,
    integer = BRINE_INT,
    unsigned_integer = BRINE_UINT,
    floating = BRINE_FLOAT,
    string = BRINE_STR,
    bytes = BRINE_BYTES,
    list = BRINE_LIST,
    map = BRINE_MAP,
};

// The name used in signatures and messages: "nil", "bool", "int", "float", "str", ...
[[nodiscard]] constexpr std::string_view type_name(Type type) noexcept {
    switch (type) {
        case Type::nil:
            return "nil";
        case Type::boolean:
            return "bool";
        case Type::integer:
        case Type::unsigned_integer:
            return "int";
        case Type::floating:
            return "float";
        case Type::string:
            return "str";
        case Type::bytes:
            return "bytes";
        case Type::list:
            return "list";
        case Type::map:
            return "map";
    }
    return "unknown";
}

struct Pair;

// Sixteen bytes, copied freely. Valid as long as the memory it points to: an argument, and a
// result of a call, until the function that got it returns. A Value made from a std::string or
// string_view points to those bytes and is meant to be passed to a call or a builder at once, both
// of which copy it.
class Value {
  public:
    constexpr Value() noexcept : raw_{} {}
    constexpr Value(std::nullptr_t) noexcept : raw_{} {}
    explicit constexpr Value(const brine_value& raw) noexcept : raw_(raw) {}

    template <class T>
    requires std::is_same_v<T, bool>
    constexpr Value(T truth) noexcept : raw_{BRINE_BOOL, 0, 0, 0, {.i = truth ? 1 : 0}} {}

    template <class T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool> &&
             std::is_signed_v<T>) constexpr Value(T number) noexcept
        : raw_{BRINE_INT, 0, 0, 0, {.i = number}} {}

    template <class T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool> &&
             std::is_unsigned_v<T>) constexpr Value(T number) noexcept
        : raw_{std::uint64_t{number} > std::uint64_t{INT64_MAX} ? std::uint8_t{BRINE_UINT}
                                                                : std::uint8_t{BRINE_INT},
               0,
               0,
               0,
               {.u = number}} {}

    constexpr Value(double number) noexcept : raw_{BRINE_FLOAT, 0, 0, 0, {.f = number}} {}

    // A string literal: constant for ever, never copied.
    template <std::size_t N>
    constexpr Value(const char (&literal)[N]) : raw_{BRINE_STR, 0, 0, N - 1, {.bytes = literal}} {}

    // A buffer, up to its NUL.
    template <std::size_t N>
    Value(char (&buffer)[N]) : Value(std::string_view(buffer)) {}

    template <class T>
    requires std::is_same_v<T, const char*> Value(T text) : Value(std::string_view(text)) {}
    Value(const std::string& text) : Value(std::string_view(text)) {}
    Value(std::string_view text)
        : raw_{BRINE_STR, BRINE_TRANSIENT, 0, checked_size(text.size()), {.bytes = text.data()}} {}

    template <class T>
    Value(const std::optional<T>& maybe) : Value(maybe ? Value(*maybe) : Value()) {}

    // Borrow arrays that outlive the value, such as arena memory or constants.
    [[nodiscard]] static Value list(std::span<const Value> items) {
        return Value(brine_list(reinterpret_cast<const brine_value*>(items.data()),
                                checked_size(items.size())));
    }
    [[nodiscard]] static Value map(std::span<const Pair> pairs);

    // Text in memory that outlives the value (an arena, a constant): passed on without a copy.
    [[nodiscard]] static Value stable(std::string_view text) {
        return Value(brine_str(text.data(), checked_size(text.size())));
    }
    // The same for bytes that need not be UTF-8.
    [[nodiscard]] static Value stable_bytes(std::string_view bytes) {
        brine_value raw = brine_str(bytes.data(), checked_size(bytes.size()));
        raw.type = BRINE_BYTES;
        return Value(raw);
    }

    [[nodiscard]] Type type() const noexcept { return static_cast<Type>(raw_.type); }
    [[nodiscard]] bool is_nil() const noexcept { return raw_.type == BRINE_NIL; }
    [[nodiscard]] bool is_bool() const noexcept { return raw_.type == BRINE_BOOL; }
    [[nodiscard]] bool is_int() const noexcept { return raw_.type == BRINE_INT; }
    [[nodiscard]] bool is_float() const noexcept { return raw_.type == BRINE_FLOAT; }
    [[nodiscard]] bool is_number() const noexcept {
        return raw_.type == BRINE_INT || raw_.type == BRINE_UINT || raw_.type == BRINE_FLOAT;
    }
    [[nodiscard]] bool is_str() const noexcept { return raw_.type == BRINE_STR; }
    [[nodiscard]] bool is_bytes() const noexcept { return raw_.type == BRINE_BYTES; }
    [[nodiscard]] bool is_list() const noexcept { return raw_.type == BRINE_LIST; }
    [[nodiscard]] bool is_map() const noexcept { return raw_.type == BRINE_MAP; }
    [[nodiscard]] bool is_true() const noexcept { return is_bool() && raw_.as.i != 0; }
    [[nodiscard]] bool is_false() const noexcept { return is_bool() && raw_.as.i == 0; }

    // Truth as Python and Jinja see it: nil, false, zero and empty are false.
    explicit operator bool() const noexcept {
        switch (raw_.type) {
            case BRINE_NIL:
                return false;
            case BRINE_BOOL:
            case BRINE_INT:
            case BRINE_UINT:
                return raw_.as.u != 0;
            case BRINE_FLOAT:
                return raw_.as.f != 0;
            default:
                return raw_.size != 0;
        }
    }

    // Bytes, items or pairs; 0 for scalars.
    [[nodiscard]] std::size_t size() const noexcept { return raw_.size; }
    [[nodiscard]] bool secret() const noexcept { return (raw_.flags & BRINE_SECRET) != 0; }
    [[nodiscard]] Value as_secret() const noexcept {
        Value copy = *this;
        copy.raw_.flags |= BRINE_SECRET;
        return copy;
    }

    // The content; BadArgument when the type is another.
    [[nodiscard]] std::string_view str() const {
        expect(is_str(), "str");
        return text();
    }
    [[nodiscard]] std::string_view bytes() const {
        expect(is_str() || is_bytes(), "bytes");
        return text();
    }
    [[nodiscard]] std::int64_t integer() const {
        expect(is_int(), "int");
        return raw_.as.i;
    }
    [[nodiscard]] bool boolean() const {
        expect(is_bool(), "bool");
        return raw_.as.i != 0;
    }
    [[nodiscard]] double number() const {
        switch (raw_.type) {
            case BRINE_INT:
                return static_cast<double>(raw_.as.i);
            case BRINE_UINT:
                return static_cast<double>(raw_.as.u);
            default:
                expect(is_float(), "float");
                return raw_.as.f;
        }
    }

    // The text of a str or `fallback` for any other type.
    [[nodiscard]] std::string_view str_or(std::string_view fallback) const noexcept {
        return is_str() ? text() : fallback;
    }

    // The items of a list, the pairs of a map; empty for any other type.
    [[nodiscard]] std::span<const Value> items() const noexcept {
        if (!is_list()) return {};
        return {reinterpret_cast<const Value*>(raw_.as.items), raw_.size};
    }
    [[nodiscard]] std::span<const Pair> pairs() const noexcept;

    // The entry of a map, or nullptr.
    [[nodiscard]] const Value* find(const Value& key) const noexcept {
        return reinterpret_cast<const Value*>(brine_map_find(&raw_, &key.raw_));
    }
    [[nodiscard]] const Value* find(std::string_view key) const noexcept {
        const brine_value k = brine_str(key.data(), static_cast<std::uint32_t>(key.size()));
        return reinterpret_cast<const Value*>(brine_map_find(&raw_, &k));
    }
    [[nodiscard]] const Value* find(const char* key) const noexcept {
        return find(std::string_view(key));
    }
    [[nodiscard]] bool contains(std::string_view key) const noexcept {
        return find(key) != nullptr;
    }

    // The entry of a map, or nil; chains safely: v["a"]["b"].
    [[nodiscard]] Value operator[](std::string_view key) const noexcept {
        const Value* found = find(key);
        return found != nullptr ? *found : Value();
    }

    [[nodiscard]] const brine_value& raw() const noexcept { return raw_; }

    // Same type and content, maps regardless of order. 1, 1.0 and true differ.
    friend bool operator==(const Value& a, const Value& b) noexcept { return equal(a, b); }

    // "a str", "an int": for messages.
    [[nodiscard]] std::string described() const {
        const std::string_view name = type_name(type());
        return (name == "int" ? "an " : "a ") + std::string(name);
    }

  private:
    static constexpr std::uint32_t checked_size(std::size_t size) {
        if (size > UINT32_MAX) throw Error("a value of more than 4 GiB is not possible");
        return static_cast<std::uint32_t>(size);
    }

    [[nodiscard]] std::string_view text() const noexcept { return {raw_.as.bytes, raw_.size}; }

    void expect(bool fits, std::string_view wanted) const {
        if (!fits) throw BadArgument("expected " + std::string(wanted) + ", got " + described());
    }

    static bool equal(const Value& a, const Value& b) noexcept;

    brine_value raw_;
};

struct Pair {
    Value key;
    Value value;
};

static_assert(sizeof(Value) == sizeof(brine_value) && sizeof(Pair) == sizeof(brine_pair));
static_assert(std::is_trivially_copyable_v<Value> && std::is_standard_layout_v<Pair>);

inline Value Value::map(std::span<const Pair> pairs) {
    return Value(
        brine_map(reinterpret_cast<const brine_pair*>(pairs.data()), checked_size(pairs.size())));
}

inline std::span<const Pair> Value::pairs() const noexcept {
    if (!is_map()) return {};
    return {reinterpret_cast<const Pair*>(raw_.as.pairs), raw_.size};
}

inline bool Value::equal(const Value& a, const Value& b) noexcept {
    if (a.raw_.type != b.raw_.type || a.raw_.size != b.raw_.size) return false;
    switch (a.raw_.type) {
        case BRINE_LIST:
            for (std::size_t n = 0; n < a.size(); ++n)
                if (!equal(a.items()[n], b.items()[n])) return false;
            return true;
        case BRINE_MAP:
            for (const Pair& pair : a.pairs()) {
                const Value* other = b.find(pair.key);
                if (other == nullptr || !equal(pair.value, *other)) return false;
            }
            return true;
        case BRINE_FLOAT:
            return a.raw_.as.f == b.raw_.as.f;
        default:
            return brine_key_equal(&a.raw_, &b.raw_) != 0;
    }
}

}  // namespace v1
}  // namespace brine
