// SPDX-License-Identifier: Apache-2.0
//
// The calling side of the cross-call benchmark.
#include <brine/sdk.hpp>

#include <chrono>
#include <cstdint>
#include <string>

namespace {

using namespace brine::literals;

// Calls bench.info `count` times with ten keyword arguments and reads the result; answers the
// nanoseconds per call.
double loop(brine::Call& call, std::int64_t count, bool scoped) {
    using Clock = std::chrono::steady_clock;
    const std::string name = "user-with-a-name";
    std::int64_t sum = 0;
    const auto start = Clock::now();
    for (std::int64_t n = 0; n < count; ++n) {
        const brine::Pair kwargs[] = {
            {"name", name},       {"uid", n},        {"gid", 100},          {"home", "/home/user"},
            {"shell", "/bin/sh"}, {"system", false}, {"create_home", true}, {"weight", 1.5},
            {"comment", nullptr}, {"groups", 3}};
        const brine::Value info = call.invoke(
            {.name = "bench.info", .arguments = {.args = {}, .kwargs = kwargs}, .scoped = scoped});
        sum += info["uid"].integer();
    }
    const auto taken = Clock::now() - start;
    if (sum != count * (count - 1) / 2 + 100 * count) throw brine::Error("a wrong result");
    return std::chrono::duration<double, std::nano>(taken).count() / static_cast<double>(count);
}

}  // namespace

BRINE_PLUGIN("bench-caller", "1", "The calling side of a benchmark", plugin) {
    plugin.exec("bench.loop", loop, "count"_a, "scoped"_a);
}
