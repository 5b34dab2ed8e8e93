// SPDX-License-Identifier: Apache-2.0
#include "compress_ids.hpp"

#include "highstate.hpp"
#include "python_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

namespace brine::output {

namespace {

constexpr std::string_view separator = "_|-";
constexpr std::string_view marker = "_|-state_compressed_";

Value need(const Value& info, std::string_view key) {
    if (const Value* value = info.find(key)) return *value;
    throw NotStates("a state's result has no " + std::string(key));
}

// What the states that are joined have in common.
std::string group_of(const std::vector<std::string>& parts, const Value& info) {
    return parts[0] + "_" + to_str(need(info, "__id__")) + "_" + to_str(need(info, "__sls__")) +
           "_" + to_str(need(info, "result"));
}

std::string joined_key(std::vector<std::string> parts, const Value& info, std::size_t count) {
    if (parts.size() < 3) throw NotStates("a key is not module_|-id_|-name_|-function");
    parts[1] = to_str(need(info, "__id__")) + " (" + std::to_string(count) + ")";
    parts[2] = "state_compressed_" + to_str(need(info, "__sls__")) + "_" +
               to_str(need(info, "__id__")) + "_" + to_str(need(info, "result"));
    std::string key = parts[0];
    for (std::size_t n = 1; n < parts.size(); ++n) key += std::string(separator) + parts[n];
    return key;
}

// Rounded to a thousandth; of whole numbers a whole number.
Value sum(const Value& a, const Value& b) {
    if (!a.is_number() || !b.is_number()) throw NotStates("a duration is not a number");
    if (a.is_int() && b.is_int()) return a.integer() + b.integer();
    std::array<char, 400> text{};  // the longest double has 309 digits before the point
    std::snprintf(text.data(), text.size(), "%.3f", a.number() + b.number());
    return std::strtod(text.data(), nullptr);
}

Value smaller(const Value& a, const Value& b) {
    if (!comparable(a, b)) throw NotStates("values of states cannot be compared");
    return less(b, a) ? b : a;
}

Value joined_changes(const Value& first, const Value& next, Memory memory) {
    constexpr std::string_view title = "compressed changes";
    const Value mine = first["changes"];
    const Value others = next["changes"];
    if (!others) return mine;
    Map by_name(memory);
    if (mine.contains(title)) {
        by_name.update(mine[title]);
    } else if (mine) {
        by_name.set(need(first, "name"), mine);
    }
    by_name.set(need(next, "name"), others);
    return Map(memory).add(Value::stable(title), by_name.value()).value();
}

Value joined(const Value& first, const Value& next, Memory memory) {
    Map result(memory);
    result.update(first);
    result.set("__run_num__", smaller(need(next, "__run_num__"), need(first, "__run_num__")));
    const Value mine = need(first, "duration");
    const Value other = need(next, "duration");
    result.set("duration", sum(mine, other));
    result.set("start_time", smaller(need(first, "start_time"), need(next, "start_time")));
    if (next["changes"]) result.set("changes", joined_changes(first, next, memory));
    return result.value();
}

Value compress_host(const Value& states, Memory memory) {
    if (!states.is_map()) throw NotStates("the states of a minion are not a map");
    std::map<std::string, std::size_t> counts;
    for (const Pair& state : states.pairs())
        ++counts[group_of(split(state.key.str_or(""), separator), state.value)];

    Map compressed(memory);
    for (const Pair& state : states.pairs()) {
        const std::vector<std::string> parts = split(state.key.str_or(""), separator);
        const std::size_t count = counts[group_of(parts, state.value)];
        if (count == 1) {
            compressed.set(state.key, state.value);
            continue;
        }
        const std::string key = joined_key(parts, state.value, count);
        const Value* first = compressed.find(key);
        const Value entry = first == nullptr ? state.value : joined(*first, state.value, memory);
        compressed.set(Value::stable(memory.copy(key)), entry);
    }
    return compressed.value();
}

}  // namespace

Value compress_ids(const Value& data, Memory memory) {
    if (!data.is_map()) return data;
    try {
        Map compressed(memory);
        for (const Pair& host : data.pairs())
            compressed.add(host.key, compress_host(host.value, memory));
        return compressed.value();
    } catch (const NotStates&) {
        return data;
    }
}

std::size_t compressed_states(std::string_view key) {
    if (key.find(marker) == std::string_view::npos) return 1;
    const std::string id = split(key, separator).at(1);
    const std::size_t open = id.rfind('(');
    std::size_t count = 1;
    if (open == std::string::npos || !id.ends_with(')')) return 1;
    const auto parsed = std::from_chars(id.data() + open + 1, id.data() + id.size() - 1, count);
    return parsed.ptr == id.data() + id.size() - 1 && parsed.ec == std::errc() ? count : 1;
}

}  // namespace brine::output
