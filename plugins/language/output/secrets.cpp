// SPDX-License-Identifier: Apache-2.0
#include "secrets.hpp"

#include <algorithm>

namespace brine::output {

namespace {

bool has_secret(const Value& value) {
    if (value.secret()) return true;
    const auto pairs = value.pairs();
    const auto items = value.items();
    return std::any_of(items.begin(), items.end(), has_secret) ||
           std::any_of(pairs.begin(), pairs.end(), [](const Pair& pair) {
               return has_secret(pair.key) || has_secret(pair.value);
           });
}

Value masked(const Value& value, Memory memory) {
    if (value.secret()) return Value::stable("********");
    if (value.is_list()) {
        List list(memory);
        for (const Value& item : value.items()) list.add(masked(item, memory));
        return list.value();
    }
    if (value.is_map()) {
        Map map(memory);
        for (const Pair& pair : value.pairs())
            map.set(masked(pair.key, memory), masked(pair.value, memory));
        return map.value();
    }
    return value;
}

}  // namespace

Value without_secrets(const Value& data, Memory memory) {
    return has_secret(data) ? masked(data, memory) : data;
}

}  // namespace brine::output
