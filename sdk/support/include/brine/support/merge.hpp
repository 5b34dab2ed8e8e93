// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/build.hpp>

#include <algorithm>

namespace brine::support {

/// Whether lists of the same key are replaced or joined when maps are merged.
enum class ListMerge { replace, join };

/// `base` with all of `update` laid over it, as Salt's dictupdate.update does it: maps of the same
/// key are merged in turn, anything else is replaced, lists are as `lists` says (items that are
/// there already are not added again). Keys keep their places, new ones follow. Both are maps; the
/// result refers to their values and has its own nodes in `memory`.
inline Value merge(Memory memory, const Value& base, const Value& update,
                   ListMerge lists = ListMerge::replace) {
    Map merged(memory);
    merged.update(base);
    for (const Pair& pair : update.pairs()) {
        const Value* present = merged.find(pair.key);
        const Value old = present == nullptr ? Value() : *present;
        if (old.is_map() && pair.value.is_map()) {
            merged.set(pair.key, merge(memory, old, pair.value, lists));
        } else if (old.is_list() && pair.value.is_list() && lists == ListMerge::join) {
            List joined(memory);
            for (const Value& item : old.items()) joined.add(item);
            for (const Value& item : pair.value.items()) {
                const auto here = old.items();
                if (std::find(here.begin(), here.end(), item) == here.end()) joined.add(item);
            }
            merged.set(pair.key, joined.value());
        } else {
            merged.set(pair.key, pair.value);
        }
    }
    return merged.value();
}

}  // namespace brine::support
