// SPDX-License-Identifier: Apache-2.0
#include "retcode.hpp"

#include <brine/format.hpp>
#include <brine/support/text.hpp>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

namespace brine::state {
namespace {

// "module\nID" of a state -> the outcomes of the states that repair it.
using Repairs = std::unordered_map<std::string, std::vector<Value>>;

std::string key_of(std::string_view module, std::string_view id) {
    return std::string(module) + '\n' + std::string(id);
}

Repairs repairs_of(std::span<const Chunk> chunks, const Value& results) {
    Repairs repairs;
    for (const Chunk& chunk : chunks) {
        if (!chunk.low["onfail_stop"].is_false()) continue;
        for (const Value& reference : chunk.low["onfail"].items())
            repairs[key_of(first_name(reference), first_value(reference).str_or(""))].push_back(
                results[chunk.tag]["result"]);
    }
    return repairs;
}

bool repaired(const Repairs& repairs, std::string_view tag) {
    const std::size_t module_end = tag.find("_|-");
    const std::size_t id_end = tag.find("_|-", module_end + 3);
    if (id_end == std::string_view::npos) return false;
    const auto found = repairs.find(
        key_of(tag.substr(0, module_end), tag.substr(module_end + 3, id_end - module_end - 3)));
    if (found == repairs.end()) return false;
    const auto& outcomes = found->second;
    return std::none_of(outcomes.begin(), outcomes.end(),
                        [](const Value& outcome) { return outcome.is_false(); }) &&
           std::any_of(outcomes.begin(), outcomes.end(),
                       [](const Value& outcome) { return outcome.is_true(); });
}

}  // namespace

Retcode run_retcode(std::span<const Chunk> chunks, const Value& results) {
    if (results.size() == 0) return Retcode::state_failure;
    const Repairs repairs = repairs_of(chunks, results);
    for (const Pair& pair : results.pairs())
        if (pair.value["result"].is_false() && !repaired(repairs, pair.key.str()))
            return Retcode::state_failure;
    return Retcode::success;
}

}  // namespace brine::state
