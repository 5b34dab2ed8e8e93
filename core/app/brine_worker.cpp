// SPDX-License-Identifier: Apache-2.0
//
// brine-worker: the process in which plugin code may crash without harm to anybody else. Started
// by the other programs, not by people:
//
//   brine-worker describe FILE...   opens plugin files and tells what they offer
//   brine-worker job [OPTION...]    runs one job for the daemon
#include "core/app/common_options.hpp"
#include "core/app/instance.hpp"
#include "core/job/job_runner.hpp"
#include "core/loader/describer.hpp"

#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace brine::core;

constexpr int usage_error = 64;

// A host without configuration or other plugins: enough to be started under.
int describe(const std::vector<std::string_view>& arguments) {
    Log log({.console = brine::Level::warning, .file_level = {}, .file = {}, .colour = false});
    Bus bus;
    const Host host({.options = {}, .call_depth = 1, .check_results = false}, log, bus);
    return describe_main({arguments.begin(), arguments.end()}, host.table());
}

int job(const std::vector<std::string_view>& arguments) {
    CommonOptions options = take_common_options(arguments);
    options.instance.log_file_from_config = true;
    Instance instance(options.instance);
    return run_job(instance.host());
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string_view> arguments(argv + 1, argv + argc);
    const std::string_view task = arguments.empty() ? "" : arguments.front();
    try {
        if (task == "describe") return describe({arguments.begin() + 1, arguments.end()});
        if (task == "job") return job({arguments.begin() + 1, arguments.end()});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "brine-worker: %s\n", error.what());
        return 1;
    }
    std::fputs("brine-worker is started by brine and brined; see `brine --help`\n", stderr);
    return usage_error;
}
