// SPDX-License-Identifier: Apache-2.0
#include "json_builder.hpp"

#include <algorithm>

namespace brine::support::json {
namespace {

// Whether two of the pairs have the same key. `map` is made of them and indexed when it is large.
bool has_duplicates(const Value& map) {
    return std::any_of(map.pairs().begin(), map.pairs().end(),
                       [&map](const Pair& pair) { return map.find(pair.key) != &pair.value; });
}

}  // namespace

std::size_t Builder::pop_start() {
    const std::size_t start = starts_.back();
    starts_.pop_back();
    return start;
}

void Builder::close_list() {
    const std::size_t start = pop_start();
    const std::size_t size = stack_.size() - start;
    Value* items = memory_.array<Value>(size);
    std::copy_n(stack_.begin() + static_cast<std::ptrdiff_t>(start), size, items);
    stack_.resize(start);
    add(Value::list({items, size}));
}

void Builder::close_map() {
    const std::size_t start = pop_start();
    const std::size_t size = (stack_.size() - start) / 2;
    const Value* content = stack_.data() + start;
    Pair* pairs = memory_.array<Pair>(size);
    for (std::size_t n = 0; n < size; ++n) pairs[n] = {content[2 * n], content[2 * n + 1]};
    Value map = indexed_map(memory_, pairs, Value::map({pairs, size}).raw().size);
    if (has_duplicates(map)) {
        Map unique(memory_);
        for (std::size_t n = 0; n < size; ++n) unique.set(pairs[n].key, pairs[n].value);
        map = unique.value();
    }
    stack_.resize(start);
    add(map);
}

}  // namespace brine::support::json
