// SPDX-License-Identifier: Apache-2.0
//
// Values written down in tests, and values as test frameworks print them:
//
//     CHECK(host.call("user.info") == map({{"name", "ada"}, {"groups", list({"sudo"})}}));
//     CHECK(host.call("user.info") == R"({"name": "ada", "groups": ["sudo"]})"_value);
#pragma once

#include <brine/convert.hpp>

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <ostream>
#include <string>

namespace brine::testing {

// A Value that owns its tree, which lives as long as this object and copies of it. Usable wherever
// a Value is; a plain Value made from it does not keep the tree alive.
class Literal : public Value {
  public:
    // A deep copy. Error when the tree is deeper than max_depth.
    explicit Literal(const Value& value) : Literal(std::make_shared<Arena>(), value) {}

  private:
    Literal(std::shared_ptr<Arena> arena, const Value& value)
        : Value(copy(arena->memory(), value)), arena_(std::move(arena)) {}

    std::shared_ptr<Arena> arena_;
};

// A map in this order. Failure when a key is given twice.
[[nodiscard]] Literal map(std::initializer_list<Pair> pairs);
[[nodiscard]] Literal list(std::initializer_list<Value> items);

// The value as JSON-like text on one line: strings in quotes, None, True, False; a secret as
// stars.
[[nodiscard]] std::string shown(const Value& value);

namespace literals {
// The value of a JSON text. Error with the place of what is no JSON.
[[nodiscard]] Literal operator""_value(const char* json, std::size_t size);
}  // namespace literals
using namespace literals;

}  // namespace brine::testing

namespace brine {
inline namespace v1 {

// Fakes may return literals.
template <>
struct Convert<testing::Literal> {
    static Value to(const Call& call, const testing::Literal& literal) {
        return copy(call.memory(), literal);
    }
};

// What test frameworks print when an expectation fails. Found by argument-dependent lookup, and
// only for values, not for all that converts to one.
template <std::derived_from<Value> V>
std::ostream& operator<<(std::ostream& out, const V& value) {
    return out << testing::shown(value);
}

}  // namespace v1
}  // namespace brine
