// SPDX-License-Identifier: Apache-2.0
//
// Any value can be dumped, and comes back from the text, whatever the options are.
#include <brine/support/yaml.hpp>

#include "require.hpp"
#include "value_maker.hpp"

namespace {

namespace yaml = brine::support::yaml;

yaml::DumpOptions make_options(brine::fuzz::Bytes& bytes) {
    using Flow = yaml::DumpOptions::Flow;
    constexpr Flow flows[] = {Flow::block, Flow::flow, Flow::automatic};
    const std::uint8_t choice = bytes.next();
    return {.flow = flows[choice % 3],
            .sort_keys = false,
            .allow_unicode = (choice & 4U) != 0,
            .indent_lists = (choice & 8U) != 0,
            .explicit_start = (choice & 16U) != 0,
            .indent = 2 + bytes.next() % 8,
            .width = bytes.next()};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    brine::fuzz::Bytes bytes(data, size);
    const yaml::DumpOptions options = make_options(bytes);
    brine::Arena arena;
    const brine::Value value = brine::fuzz::make_value(arena.memory(), bytes, 6);
    const std::string text = yaml::dump(value, options);
    REQUIRE_THAT(yaml::load(arena.memory(), text) == value);
    return 0;
}
