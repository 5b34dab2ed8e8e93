// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python_text.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace brine::output {

// Key texts of a map or items of a list, sorted, each with the value it has in a map.
[[nodiscard]] inline std::vector<std::pair<std::string, Value>> sorted_entries(const Value& data) {
    std::vector<std::pair<std::string, Value>> entries;
    for (const Pair& pair : data.pairs()) entries.emplace_back(to_str(pair.key), pair.value);
    for (const Value& item : data.items()) entries.emplace_back(to_str(item), Value());
    std::stable_sort(entries.begin(), entries.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    return entries;
}

}  // namespace brine::output
