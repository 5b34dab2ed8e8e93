// SPDX-License-Identifier: Apache-2.0
#include "brine/support/yaml.hpp"

namespace brine::support::yaml {
namespace {

// What tells containers apart. Empty ones have no entries to ask for.
const void* address(const Value& container) noexcept {
    if (container.is_list()) return container.items().data();
    if (container.is_map()) return container.pairs().data();
    return nullptr;
}

}  // namespace

void Positions::set(const Value& container, std::vector<Position> entries) {
    if (!entries.empty()) entries_[address(container)] = std::move(entries);
}

std::span<const Position> Positions::of(const Value& container) const noexcept {
    const auto found = entries_.find(address(container));
    if (found == entries_.end() || found->second.size() != container.size()) return {};
    return found->second;
}

Position Positions::of_key(const Value& map, const Value& key) const {
    const std::span<const Position> entries = of(map);
    const Value* value = map.find(key);
    if (entries.empty() || value == nullptr) return {};
    const Pair* pair = reinterpret_cast<const Pair*>(value - 1);  // the key is in front of it
    return entries[static_cast<std::size_t>(pair - map.pairs().data())];
}

Position Positions::of_item(const Value& list, std::size_t item) const {
    const std::span<const Position> entries = of(list);
    return item < entries.size() ? entries[item] : Position();
}

Position Positions::at(const Value& root, Path path) const {
    Position last;
    Value here = root;
    for (const Value& step : path) {
        if (here.is_list() && step.is_int() && step.integer() >= 0 &&
            static_cast<std::size_t>(step.integer()) < here.size()) {
            const auto item = static_cast<std::size_t>(step.integer());
            last = of_item(here, item);
            here = here.items()[item];
        } else if (const Value* value = here.find(step)) {
            last = of_key(here, step);
            here = *value;
        } else {
            break;
        }
    }
    return last;
}

}  // namespace brine::support::yaml
