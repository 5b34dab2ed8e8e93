// SPDX-License-Identifier: Apache-2.0
#include "brine/testing/value_check.hpp"

#include <brine/build.hpp>
#include <brine/format.hpp>
#include <brine/support/text.hpp>

#include <optional>
#include <string>
#include <utility>

namespace brine::testing {
namespace {

struct Flaw {
    std::string path;  // "users:[2]"; grows from its end while the recursion comes back
    std::string what;
};
using MaybeFlaw = std::optional<Flaw>;

MaybeFlaw below(MaybeFlaw flaw, const std::string& step) {
    if (flaw) flaw->path = flaw->path.empty() ? step : step + ":" + flaw->path;
    return flaw;
}

// What is wrong with the node itself, whatever is below it.
std::string node_flaw(const Value& value) {
    const brine_value& raw = value.raw();
    if (raw.type > BRINE_MAP) return format("a value of the unknown type {}", raw.type);
    if (raw.zero != 0) return "a value whose member `zero` is not 0";
    if ((raw.flags & BRINE_TRANSIENT) != 0) return "a text marked as transient";
    if (raw.type < BRINE_STR && raw.size != 0) return format("{} with a size", value.described());
    if (raw.type >= BRINE_STR && raw.size != 0 && raw.as.bytes == nullptr)
        return format("{} with a size but without content", value.described());
    if (raw.type == BRINE_BOOL && raw.as.u > 1) return "a bool that is neither 0 nor 1";
    if (raw.type == BRINE_UINT && raw.as.i >= 0) return "an unsigned int that fits an int";
    if (raw.type == BRINE_STR && !support::utf8_valid(value.str()))
        return "a str that is not UTF-8";
    return {};
}

MaybeFlaw tree_flaw(const Value& value, int depth);

MaybeFlaw list_flaw(const Value& list, int depth) {
    for (std::size_t n = 0; n < list.size(); ++n)
        if (MaybeFlaw flaw = tree_flaw(list.items()[n], depth + 1))
            return below(std::move(flaw), format("[{}]", n));
    return std::nullopt;
}

MaybeFlaw map_flaw(const Value& map, int depth) {
    for (const Pair& pair : map.pairs()) {
        if (MaybeFlaw flaw = tree_flaw(pair.key, depth + 1))
            return below(std::move(flaw), "(a key)");
        if (pair.key.is_list() || pair.key.is_map())
            return Flaw{{}, format("{} as a key", pair.key.described())};
        if (map.find(pair.key) != &pair.value)
            return Flaw{{}, format("the key '{}' twice, or a hash index that misses it", pair.key)};
        if (MaybeFlaw flaw = tree_flaw(pair.value, depth + 1))
            return below(std::move(flaw), to_text(pair.key));
    }
    return std::nullopt;
}

MaybeFlaw tree_flaw(const Value& value, int depth) {
    if (depth > max_depth) return Flaw{{}, format("a tree more than {} levels deep", max_depth)};
    if (std::string what = node_flaw(value); !what.empty()) return Flaw{{}, std::move(what)};
    if (value.is_list()) return list_flaw(value, depth);
    if (value.is_map()) return map_flaw(value, depth);
    return std::nullopt;
}

}  // namespace

std::string flaw_of(const Value& value) {
    const MaybeFlaw flaw = tree_flaw(value, 0);
    if (!flaw) return {};
    return flaw->path.empty() ? flaw->what : format("at {}: {}", flaw->path, flaw->what);
}

}  // namespace brine::testing
