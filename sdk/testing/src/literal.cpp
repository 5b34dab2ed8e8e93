// SPDX-License-Identifier: Apache-2.0
#include "brine/testing/literal.hpp"

#include "brine/testing/failure.hpp"

#include <brine/format.hpp>
#include <brine/support/json.hpp>

namespace brine::testing {

Literal map(std::initializer_list<Pair> pairs) {
    Arena arena;
    Map map(arena.memory());
    for (const Pair& pair : pairs) {
        if (map.find(pair.key) != nullptr)
            throw Failure(format("the key {} is twice in the map", shown(pair.key)));
        map.set(pair.key, pair.value);
    }
    return Literal(map.value());
}

Literal list(std::initializer_list<Value> items) {
    return Literal(Value::list({items.begin(), items.size()}));
}

std::string shown(const Value& value) {
    std::string text;
    brine::detail::append_text(text, value, true, 0);
    return text;
}

namespace literals {

Literal operator""_value(const char* json, std::size_t size) {
    Arena arena;
    return Literal(support::json::load(arena.memory(), {json, size}, "a _value literal"));
}

}  // namespace literals
}  // namespace brine::testing
