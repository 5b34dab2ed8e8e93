// SPDX-License-Identifier: Apache-2.0
#include "core/value/check.hpp"

#include <brine/format.hpp>
#include <brine/support/text.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace brine::core {
namespace {

// The way from the root to a node, as a chain on the stack: it costs nothing until it is told.
struct Step {
    const Step* parent = nullptr;
    const Value* key = nullptr;  // of a map; nullptr: `position` in a list
    std::size_t position = 0;
    bool is_key = false;  // the node is the key itself
};

std::string path_of(const Step* step) {
    std::string path;
    for (; step->parent != nullptr; step = step->parent) {
        std::string part = std::to_string(step->position);
        if (step->key != nullptr) part = to_text(*step->key);
        if (step->is_key) part = format("(key {})", step->position);
        path = path.empty() ? part : part + ":" + path;
    }
    return path.empty() ? path : "at " + path + ": ";
}

constexpr std::uint32_t largest_index = 1U << 30U;

class Checker {
  public:
    explicit Checker(const CheckLimits& limits) : limits_(limits) {}

    // Whether all is well; the flaw otherwise.
    bool node(const Value& value, const Step& step, int depth);
    [[nodiscard]] const std::string& flaw() const { return flaw_; }

  private:
    bool scalar(const Value& value, const Step& step);
    bool text(const Value& value, const Step& step);
    bool list(const Value& value, const Step& step, int depth);
    bool map(const Value& value, const Step& step, int depth);
    bool unique_keys(const Value& map, const Step& step);
    bool index(const Value& map, const Step& step);
    bool fail(const Step& step, std::string_view what) {
        flaw_ = path_of(&step) + std::string(what);
        return false;
    }

    CheckLimits limits_;
    std::size_t nodes_ = 0;
    std::string flaw_;
};

bool Checker::node(const Value& value, const Step& step, int depth) {
    const brine_value& raw = value.raw();
    if (++nodes_ > limits_.nodes)
        return fail(step, format("the tree has more than {} nodes", limits_.nodes));
    if (raw.type > BRINE_MAP) return fail(step, format("the type {} is unknown", raw.type));
    if (raw.zero != 0) return fail(step, "the field 'zero' is not 0");
    if (raw.type < BRINE_STR) return scalar(value, step);
    if (raw.size != 0 && raw.as.bytes == nullptr)
        return fail(step, format("{} of size {} points to NULL", value.described(), raw.size));
    if (raw.type < BRINE_LIST) return text(value, step);
    if (depth >= limits_.depth)
        return fail(step, format("the tree is deeper than {} levels", limits_.depth));
    return raw.type == BRINE_LIST ? list(value, step, depth) : map(value, step, depth);
}

bool Checker::scalar(const Value& value, const Step& step) {
    const brine_value& raw = value.raw();
    if (raw.size != 0) return fail(step, format("{} has a size", value.described()));
    if (raw.type == BRINE_NIL && raw.as.u != 0) return fail(step, "a nil has content");
    if (raw.type == BRINE_BOOL && raw.as.u > 1) return fail(step, "a bool is neither 0 nor 1");
    if (raw.type == BRINE_UINT && raw.as.u <= std::uint64_t{INT64_MAX})
        return fail(step, "a uint is small enough for an int");
    return true;
}

bool Checker::text(const Value& value, const Step& step) {
    if ((value.raw().flags & BRINE_TRANSIENT) != 0)
        return fail(step, format("{} is short-lived", value.described()));
    if (value.is_str() && !support::utf8_valid(value.str())) return fail(step, "not UTF-8");
    return true;
}

bool Checker::list(const Value& value, const Step& step, int depth) {
    std::size_t position = 0;
    for (const Value& item : value.items())
        if (!node(item, {.parent = &step, .position = position++}, depth + 1)) return false;
    return true;
}

bool Checker::map(const Value& value, const Step& step, int depth) {
    std::size_t position = 0;
    for (const Pair& pair : value.pairs()) {
        const Step key{.parent = &step, .position = position++, .is_key = true};
        if (pair.key.raw().type >= BRINE_LIST && pair.key.raw().type <= BRINE_MAP)
            return fail(key, format("{} cannot be a key", pair.key.described()));
        if (!node(pair.key, key, depth + 1)) return false;
        if (!node(pair.value, {.parent = &step, .key = &pair.key}, depth + 1)) return false;
    }
    return (value.raw().flags & BRINE_INDEXED) != 0 ? index(value, step) : unique_keys(value, step);
}

bool Checker::unique_keys(const Value& map, const Step& step) {
    std::vector<brine_pair> room;
    Value indexed = map;
    if (map.size() > detail::index_from) {
        room.resize(brine_indexed_bytes(map.raw().size) / sizeof(brine_pair) + 1);
        std::copy_n(map.raw().as.pairs, map.size(), room.begin());
        brine_map_index(room.data(), map.raw().size);
        brine_value raw = brine_map(room.data(), map.raw().size);
        raw.flags = BRINE_INDEXED;
        indexed = Value(raw);
    }
    for (const Pair& pair : indexed.pairs())
        if (indexed.find(pair.key) != &pair.value)
            return fail(step, format("the key '{}' is there twice", pair.key));
    return true;
}

bool Checker::index(const Value& map, const Step& step) {
    const brine_value& raw = map.raw();
    if (raw.size == 0) return true;
    if (raw.size > largest_index) return fail(step, "an indexed map has more than 2^30 pairs");
    const auto* slots = reinterpret_cast<const std::uint32_t*>(raw.as.pairs + raw.size);
    std::uint32_t used = 0;
    for (std::uint32_t n = 0; n < brine_index_slots(raw.size); ++n) {
        if (slots[n] > raw.size) return fail(step, "the index points behind the pairs");
        if (slots[n] != 0) ++used;
    }
    // As many as there are pairs leaves free slots, at which every search ends.
    if (used != raw.size) return fail(step, "the index has not one slot per pair");
    for (const Pair& pair : map.pairs())
        if (map.find(pair.key) != &pair.value)
            return fail(step, format("the key '{}' is there twice or not in the index", pair.key));
    return true;
}

}  // namespace

std::string check(const Value& value, const CheckLimits& limits) {
    Checker checker(limits);
    const Step root;
    if (checker.node(value, root, 0)) return {};
    return checker.flaw();
}

}  // namespace brine::core
