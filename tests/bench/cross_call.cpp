// SPDX-License-Identifier: Apache-2.0
//
// cross_call: prints the median nanoseconds of one call from plugin to plugin with ten keyword
// arguments and a result of six entries, plain and with a scope of its own.
#include "core/loader/describer.hpp"
#include "core/registry/core_functions.hpp"
#include "core/registry/host.hpp"

#include <brine/format.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace brine::core;
using brine::Pair;

constexpr int rounds = 301;
constexpr int calls_per_round = 1000;

double median_of_rounds(Host& host, bool scoped) {
    std::vector<double> results;
    const Pair kwargs[] = {{"count", calls_per_round}, {"scoped", scoped}};
    for (int round = 0; round < rounds; ++round) {
        const auto run = host.begin({});
        results.push_back(
            call_of(*run)
                .invoke({.name = "bench.loop", .arguments = {.args = {}, .kwargs = kwargs}})
                .number());
    }
    std::nth_element(results.begin(), results.begin() + rounds / 2, results.end());
    return results[rounds / 2];
}

void measure() {
    Log log({.console = brine::Level::warning, .file_level = {}, .file = {}, .colour = false});
    Bus bus;
    Host host({.options = {}, .call_depth = 100, .check_results = false}, log, bus);
    std::vector<Located> files;
    for (const char* name : {"bench_callee.so", "bench_caller.so"}) {
        auto manifest = std::make_shared<Manifest>(
            describe_here(std::string(BENCH_PLUGINS "/") + name, host.table()));
        if (!manifest->usable()) throw brine::Error(manifest->path + " " + manifest->refusal);
        files.push_back({std::move(manifest), "bench", 0});
    }
    host.set_plugins(std::move(files));
    std::printf("plain %.0f\n", median_of_rounds(host, false));
    std::printf("scoped %.0f\n", median_of_rounds(host, true));
}

}  // namespace

int main() {
    try {
        measure();
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "cross_call: %s\n", error.what());
        return 1;
    }
}
