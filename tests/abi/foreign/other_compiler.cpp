// SPDX-License-Identifier: Apache-2.0
//
// A plugin that another compiler builds than the one that builds Brine: values, exceptions and
// calls cross between the two.
#include <brine/sdk.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace brine::literals;

std::string compiler(brine::Call&) {
#if defined(__clang__)
    return "clang";
#else
    return "gcc";
#endif
}

brine::Value echo(brine::Call& call, brine::Value value, brine::Kwargs kwargs) {
    return call.map({{"value", value}, {"kwargs", kwargs.map}});
}

int fail(brine::Call&, bool known) {
    if (known) throw brine::BadArgument("a known exception");
    throw std::out_of_range("a standard exception");
}

std::string caught(brine::Call& call, std::string_view fun) {
    try {
        call.call(fun);
        return "nothing";
    } catch (const brine::CallError& error) {
        return error.what();
    }
}

}  // namespace

BRINE_PLUGIN("other-compiler", "1.0", "A plugin from another compiler", plugin) {
    plugin.exec("foreign.compiler", compiler);
    plugin.exec("foreign.echo", echo, "value"_a, "kwargs"_a);
    plugin.exec("foreign.fail", fail, "known"_a = true);
    plugin.exec("foreign.caught", caught, "fun"_a);
}
