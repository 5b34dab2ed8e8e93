// SPDX-License-Identifier: Apache-2.0
#include "order.hpp"

#include <brine/format.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>

namespace brine::state {
namespace {

constexpr std::int64_t behind_the_largest = 100;
constexpr std::int64_t behind_everything = 1000000;
constexpr double name_step = 10000.0;

// Above all positive numbers that are asked for.
std::int64_t order_cap(std::vector<Draft>& drafts) {
    std::int64_t cap = 1;
    for (Draft& draft : drafts) {
        const Value* order = draft.low.find("order");
        if (order == nullptr || !order->is_int()) continue;
        const std::int64_t number = order->integer();
        if (number > 0 && number >= cap && number < INT64_MAX - behind_everything * 2)
            cap = number + behind_the_largest;
    }
    return cap;
}

Value keyword_order(const Value& order, std::int64_t cap) {
    if (order.str_or("") == "last") return cap + behind_everything;
    if (order.str_or("") == "first") return 0;
    return cap;
}

Value final_order(const Value* asked, std::optional<int> name_position, std::int64_t cap) {
    if (asked == nullptr) return cap;
    Value order = asked->is_number() ? *asked : keyword_order(*asked, cap);
    if (name_position) order = order.number() + *name_position / name_step;
    if (order.number() >= 0) return order;
    const std::int64_t last = cap + behind_everything;
    return order.is_int() ? Value(last + order.integer())
                          : Value(static_cast<double>(last) + order.number());
}

struct SortKey {
    double order;
    std::string label;
    std::size_t position;

    bool operator<(const SortKey& other) const {
        if (order != other.order) return order < other.order;
        if (label != other.label) return label < other.label;
        return position < other.position;
    }
};

}  // namespace

void order_drafts(std::vector<Draft>& drafts) {
    const std::int64_t cap = order_cap(drafts);
    std::vector<SortKey> keys;
    keys.reserve(drafts.size());
    for (std::size_t n = 0; n < drafts.size(); ++n) {
        Map& low = drafts[n].low;
        const Value order = final_order(low.find("order"), drafts[n].name_position, cap);
        low.set("order", order);
        keys.push_back(
            {order.number(),
             to_text(*low.find("state")) + to_text(*low.find("name")) + to_text(*low.find("fun")),
             n});
    }
    std::sort(keys.begin(), keys.end());
    std::vector<Draft> sorted;
    sorted.reserve(drafts.size());
    for (const SortKey& key : keys) sorted.push_back(std::move(drafts[key.position]));
    drafts = std::move(sorted);
}

}  // namespace brine::state
