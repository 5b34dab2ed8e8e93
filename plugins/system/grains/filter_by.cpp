// SPDX-License-Identifier: Apache-2.0
#include "filter_by.hpp"

#include <brine/format.hpp>
#include <brine/support/glob.hpp>
#include <brine/support/merge.hpp>

namespace brine::grains {

namespace {

// The entry whose key matches, unless it is nil.
Value entry_for(const Value& table, const Value& grain) {
    const std::string text = to_text(grain);
    for (const Pair& pair : table.pairs())
        if (support::glob_matches(text, to_text(pair.key))) return pair.value;
    return {};
}

Value chosen_entry(const Value& table, const Value* grain) {
    if (grain == nullptr) return {};
    if (!grain->is_list()) return entry_for(table, *grain);
    for (const Value& item : grain->items())
        if (const Value entry = entry_for(table, item); !entry.is_nil()) return entry;
    return {};
}

}  // namespace

Value filter_by(Memory memory, const Value& table, const Value* grain, const Value& over,
                const Value& fallback, const Value& base) {
    Value chosen = chosen_entry(table, grain);
    if (chosen.is_nil())
        if (const Value* entry = table.find(fallback)) chosen = *entry;
    if (const Value* below = base ? table.find(base) : nullptr) {
        if (chosen.is_nil()) {
            chosen = *below;
        } else if (below->is_map()) {
            if (!chosen.is_map())
                throw Error("filter_by default and look-up values must both be dictionaries.");
            chosen = support::merge(memory, *below, chosen);
        }
    }
    if (!over) return chosen;
    if (!over.is_map()) throw Error("filter_by merge argument must be a dictionary.");
    if (chosen.is_nil()) return over;
    if (!chosen.is_map())
        throw Error("filter_by can merge into a dictionary only, the chosen value is " +
                    chosen.described());
    return support::merge(memory, chosen, over);
}

}  // namespace brine::grains
