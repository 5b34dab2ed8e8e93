// SPDX-License-Identifier: Apache-2.0
//
// A plugin in one file: `brine call greet.hello Ada` after it was dropped into a plugin directory.
#include <brine/sdk.hpp>

#include <string>
#include <string_view>

namespace {

using namespace brine::literals;

std::string hello(brine::Call&, std::string_view name, std::string_view word) {
    if (name.empty()) throw brine::BadArgument("name must not be empty");
    return brine::format("{}, {}!", word, name);
}

}  // namespace

BRINE_PLUGIN("greet", "1.0.0", "Greets people", plugin) {
    plugin.exec("greet.hello", hello, "name"_a, "word"_a = "Hello").doc("Greets somebody.");
}
