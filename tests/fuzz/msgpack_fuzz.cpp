// SPDX-License-Identifier: Apache-2.0
//
// Unpacking any bytes gives a sound value or an error; the value is the same after packing.
#include <brine/support/msgpack.hpp>
#include "bytes.hpp"
#include "core/value/check.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace brine::core;
    using namespace brine::support::msgpack;
    brine::Arena arena;
    brine::Value value;
    try {
        value = unpack(arena.memory(), brine::fuzz::text_of(data, size));
    } catch (const brine::Error&) {
        return 0;
    }
    REQUIRE_THAT(arena.footprint() < (std::size_t{1} << 16U) + size * 512);
    REQUIRE_THAT(check(value).empty());
    const std::string packed = pack(value);
    REQUIRE_THAT(pack(unpack(arena.memory(), packed)) == packed);
    return 0;
}
