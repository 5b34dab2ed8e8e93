// SPDX-License-Identifier: Apache-2.0
//
// Making values: copies, lists and maps in the memory of a call or an Arena.
#pragma once

#include <brine/memory.hpp>
#include <brine/value.hpp>

#include <cstring>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace brine {
inline namespace v1 {

// Depth at which copying and checking a tree stop with an error; deeper trees are an attack or
// a mistake, and recursion has to end somewhere.
inline constexpr int max_depth = 512;

namespace detail {

// Maps of more pairs than this get a hash index when they are built.
inline constexpr std::uint32_t index_from = 16;

// A copy of short-lived text. Out of line: callers are many and small, copies the exception.
[[nodiscard, gnu::noinline]] inline Value settled_copy(Memory memory, brine_value raw) {
    raw.flags = static_cast<std::uint8_t>(raw.flags & ~BRINE_TRANSIENT);
    raw.as.bytes = memory.copy({raw.as.bytes, raw.size}).data();
    return Value(raw);
}

// Text that may go away is copied; anything else is passed on.
[[nodiscard]] inline Value settle(Memory memory, const Value& value) {
    if ((value.raw().flags & BRINE_TRANSIENT) == 0) return value;
    return settled_copy(memory, value.raw());
}

}  // namespace detail

// A map of the given pairs, which lie in memory that outlives it; the pairs are moved to `memory`
// and indexed when there are many. Keys must be unique.
[[nodiscard]] inline Value indexed_map(Memory memory, const Pair* pairs, std::uint32_t size) {
    const auto* raw = reinterpret_cast<const brine_pair*>(pairs);
    if (size <= detail::index_from) return Value(brine_map(raw, size));
    auto* room = static_cast<brine_pair*>(memory.allocate(brine_indexed_bytes(size)));
    std::memcpy(static_cast<void*>(room), raw, size * sizeof(brine_pair));
    brine_map_index(room, size);
    brine_value map = brine_map(room, size);
    map.flags |= BRINE_INDEXED;
    return Value(map);
}

// A deep copy that depends on nothing but `memory`. Error when the tree is deeper than max_depth.
[[nodiscard]] inline Value copy(Memory memory, const Value& value, int depth = 0) {
    if (depth > max_depth) throw Error("a value is nested too deeply");
    brine_value raw = value.raw();
    raw.flags = static_cast<std::uint8_t>(raw.flags & ~(BRINE_TRANSIENT | BRINE_INDEXED));
    switch (raw.type) {
        case BRINE_STR:
        case BRINE_BYTES:
            raw.as.bytes = memory.copy({raw.as.bytes, raw.size}).data();
            return Value(raw);
        case BRINE_LIST: {
            Value* items = memory.array<Value>(raw.size);
            for (std::uint32_t n = 0; n < raw.size; ++n)
                items[n] = copy(memory, value.items()[n], depth + 1);
            raw.as.items = reinterpret_cast<brine_value*>(items);
            return Value(raw);
        }
        case BRINE_MAP: {
            const bool index = raw.size > detail::index_from;
            auto* pairs = static_cast<Pair*>(
                memory.allocate(index ? brine_indexed_bytes(raw.size) : raw.size * sizeof(Pair)));
            for (std::uint32_t n = 0; n < raw.size; ++n) {
                pairs[n].key = copy(memory, value.pairs()[n].key, depth + 1);
                pairs[n].value = copy(memory, value.pairs()[n].value, depth + 1);
            }
            raw.as.pairs = reinterpret_cast<brine_pair*>(pairs);
            if (index) {
                brine_map_index(reinterpret_cast<brine_pair*>(pairs), raw.size);
                raw.flags |= BRINE_INDEXED;
            }
            return Value(raw);
        }
        default:
            return Value(raw);
    }
}

// A list under construction. Texts made from std::string or string_view are copied in, other
// values are referred to.
class List {
  public:
    explicit List(Memory memory) noexcept : memory_(memory) {}

    List& add(const Value& value) {
        items_.push_back(detail::settle(memory_, value));
        return *this;
    }
    List& reserve(std::size_t count) {
        items_.reserve(count);
        return *this;
    }
    [[nodiscard]] std::size_t size() const noexcept { return items_.size(); }

    // The list so far, in memory of its own.
    [[nodiscard]] Value value() const {
        Value* items = memory_.array<Value>(items_.size());
        std::copy(items_.begin(), items_.end(), items);
        return Value::list({items, items_.size()});
    }

  private:
    Memory memory_;
    std::vector<Value> items_;
};

// A map under construction, in insertion order. As with List, short-lived texts are copied.
class Map {
  public:
    explicit Map(Memory memory) noexcept : memory_(memory) {}

    // Adds a pair whose key is known to be new: for the common case of fixed, distinct keys.
    Map& add(const Value& key, const Value& value) {
        reserve_one();
        pairs_[size_++] = {detail::settle(memory_, key), detail::settle(memory_, value)};
        return *this;
    }

    // Adds a pair or replaces the value of an equal key, which keeps its place.
    Map& set(const Value& key, const Value& value) {
        if (Value* present = slot(key)) {
            *present = detail::settle(memory_, value);
            return *this;
        }
        add(key, value);
        note(size_ - 1);
        return *this;
    }

    // Copies all pairs of `other` over this one's.
    Map& update(const Value& other) {
        for (const Pair& pair : other.pairs()) set(pair.key, pair.value);
        return *this;
    }

    [[nodiscard]] const Value* find(const Value& key) { return slot(key); }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

    // The map so far; adding to this builder afterwards does not change it, set() may.
    [[nodiscard]] Value value() const { return indexed_map(memory_, pairs_, size_); }

  private:
    void reserve_one() {
        if (size_ < capacity_) return;
        const std::uint32_t capacity = capacity_ == 0 ? 8 : capacity_ * 2;
        Pair* pairs = memory_.array<Pair>(capacity);
        std::copy(pairs_, pairs_ + size_, pairs);
        pairs_ = pairs;
        capacity_ = capacity;
    }

    // Above a few pairs set() finds keys through an index of its own, so that building a map of
    // n pairs stays linear.
    Value* slot(const Value& key) {
        if (size_ <= detail::index_from) {
            for (std::uint32_t n = 0; n < size_; ++n)
                if (brine_key_equal(&pairs_[n].key.raw(), &key.raw())) return &pairs_[n].value;
            return nullptr;
        }
        while (noted_ < size_) note(noted_);
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t at = brine_key_hash(&key.raw()) & mask; slots_[at] != 0;
             at = (at + 1) & mask) {
            Pair& pair = pairs_[slots_[at] - 1];
            if (brine_key_equal(&pair.key.raw(), &key.raw())) return &pair.value;
        }
        return nullptr;
    }

    void note(std::uint32_t position) {
        if (position != noted_ || size_ <= detail::index_from) return;
        if (slots_.size() < size_ * 2U) {
            slots_.assign(brine_index_slots(size_ * 2), 0);
            for (std::uint32_t n = 0; n < noted_; ++n) place(n);
        }
        place(noted_++);
    }

    void place(std::uint32_t position) {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = brine_key_hash(&pairs_[position].key.raw()) & mask;
        while (slots_[at] != 0) at = (at + 1) & mask;
        slots_[at] = position + 1;
    }

    Memory memory_;
    Pair* pairs_ = nullptr;
    std::uint32_t size_ = 0;
    std::uint32_t capacity_ = 0;
    std::uint32_t noted_ = 0;
    std::vector<std::uint32_t> slots_;
};

// A tree with memory of its own: for what must outlive a call.
class OwnedValue {
  public:
    OwnedValue() = default;
    explicit OwnedValue(const Value& value) : root_(copy(arena_.memory(), value)) {}
    OwnedValue(const OwnedValue& other) : OwnedValue(other.root_) {}
    OwnedValue(OwnedValue&&) noexcept = default;
    OwnedValue& operator=(OwnedValue other) noexcept {
        arena_.swap(other.arena_);
        std::swap(root_, other.root_);
        return *this;
    }
    ~OwnedValue() = default;

    // The tree, valid as long as this object and until it is assigned to or moved from.
    [[nodiscard]] const Value& get() const noexcept { return root_; }

  private:
    Arena arena_;
    Value root_;
};

}  // namespace v1
}  // namespace brine
