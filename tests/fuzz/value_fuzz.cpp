// SPDX-License-Identifier: Apache-2.0
//
// A sound value passes the check and survives packing; with some of its bytes changed it is still
// checked without a crash.
#include <brine/support/msgpack.hpp>
#include <vector>

#include "core/value/check.hpp"
#include "require.hpp"
#include "value_maker.hpp"

namespace {

using brine::Value;

// Spoils what is not a pointer of a node: its type, flags, zero field, and content if it is small.
Value spoiled(const Value& value, brine::fuzz::Bytes& bytes) {
    brine_value raw = value.raw();
    const std::uint8_t choice = bytes.next();
    const std::uint8_t byte = bytes.next();
    switch (choice % 4) {
        case 0:
            raw.flags = static_cast<std::uint8_t>(byte & ~BRINE_INDEXED);
            break;
        case 1:
            raw.zero = byte;
            break;
        case 2:
            raw.size = byte < raw.size ? byte : raw.size;
            raw.flags = static_cast<std::uint8_t>(raw.flags & ~BRINE_INDEXED);
            break;
        default:
            // A type without a pointer may become any other such type, or an unknown one.
            if (raw.type < BRINE_STR) raw.type = byte % 5;
            if (byte > 8) raw.type = byte;
    }
    return Value(raw);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace brine::core;
    using namespace brine::support::msgpack;
    brine::fuzz::Bytes bytes(data, size);
    brine::Arena arena;
    const Value value = brine::fuzz::make_value(arena.memory(), bytes, 5);
    REQUIRE_THAT(check(value).empty());
    REQUIRE_THAT(unpack(arena.memory(), pack(value)) == value);

    std::vector<Value> items;
    for (const Value& item : value.items()) items.push_back(spoiled(item, bytes));
    static_cast<void>(check(Value::list(items)));
    static_cast<void>(check(spoiled(value, bytes)));
    return 0;
}
