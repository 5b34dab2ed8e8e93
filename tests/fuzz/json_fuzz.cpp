// SPDX-License-Identifier: Apache-2.0
//
// Loading any text gives a value or an error with a place; a value comes back from its text.
#include <brine/support/json.hpp>

#include <cmath>

#include "bytes.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace json = brine::support::json;
    brine::Arena arena;
    brine::Value value;
    try {
        value = json::load(arena.memory(), brine::fuzz::text_of(data, size));
    } catch (const json::Error& error) {
        REQUIRE_THAT(error.line() > 0 && error.column() > 0);
        return 0;
    }
    for (const int indent : {-1, 0, 3})
        for (const bool ascii : {false, true})
            REQUIRE_THAT(json::load(arena.memory(), json::dump(value, indent, false, ascii)) ==
                         value);
    return 0;
}
