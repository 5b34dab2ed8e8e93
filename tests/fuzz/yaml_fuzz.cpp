// SPDX-License-Identifier: Apache-2.0
//
// Loading any text gives a value or an error with a place in the text; a value is sound, has the
// place of each entry, and comes back from the text that it is dumped to.
#include <brine/support/yaml.hpp>

#include "bytes.hpp"
#include "require.hpp"

namespace {

using brine::Arena;
using brine::Value;
namespace yaml = brine::support::yaml;

void check_places(const Value& value, const yaml::Positions& positions) {
    for (std::size_t n = 0; n < value.items().size(); ++n)
        check_places(value.items()[n], positions);
    for (const brine::Pair& pair : value.pairs()) {
        REQUIRE_THAT(positions.of(value).empty() || positions.of_key(value, pair.key));
        check_places(pair.value, positions);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = brine::fuzz::text_of(data, size);
    Arena arena;
    yaml::Positions positions;
    Value value;
    try {
        value = yaml::load(arena.memory(), text,
                           {.depth = 100, .alias_nodes = 10000, .positions = &positions});
    } catch (const yaml::Error& error) {
        REQUIRE_THAT(error.line() > 0 && error.column() > 0);
        REQUIRE_THAT(!error.problem().empty());
        return 0;
    }
    check_places(value, positions);
    for (const auto flow : {yaml::DumpOptions::Flow::block, yaml::DumpOptions::Flow::flow}) {
        const std::string dumped = yaml::dump(value, {.flow = flow});
        REQUIRE_THAT(yaml::dump(yaml::load(arena.memory(), dumped), {.flow = flow}) == dumped);
    }
    return 0;
}
