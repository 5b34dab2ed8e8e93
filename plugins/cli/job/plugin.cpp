// SPDX-License-Identifier: Apache-2.0
//
// `brine job`: the jobs of the running brined.
#include "options.hpp"
#include "reports.hpp"

#include <brine/sdk.hpp>
#include <brine/support/json.hpp>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace brine::cli {
namespace {

constexpr int json_indent = 4;

Value ask(Call& call, std::string_view name, std::initializer_list<Pair> kwargs = {}) {
    return call.invoke({.kind = "core",
                        .name = name,
                        .arguments = {.args = {}, .kwargs = {kwargs.begin(), kwargs.size()}}});
}

void print(const std::string& text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        throw Error(format("cannot write to standard output: {}", std::strerror(errno)));
}

std::string as_json(const Value& value) { return support::json::dump(value, json_indent) + "\n"; }

double now() {
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

void list(Call& call, const Options& options) {
    const Value jobs = ask(call, "daemon.jobs");
    print(options.json ? as_json(jobs) : job_table(jobs, now()));
}

void show(Call& call, const Options& options) {
    const Value job = ask(call, "daemon.job", {{"jid", options.jid}});
    print(options.json ? as_json(job) : job_report(job, now()));
}

void status(Call& call, const Options& options) {
    const Value status = ask(call, "daemon.status");
    print(options.json ? as_json(status) : entries(status));
}

int run(Call& call, const std::vector<std::string_view>& argv) {
    const Options options = parse_options(argv);
    if (options.message) {
        std::fputs(options.message->c_str(), options.exit_status == 0 ? stdout : stderr);
        return options.exit_status;
    }
    switch (options.task) {
        case Task::list:
            list(call, options);
            return 0;
        case Task::show:
            show(call, options);
            return 0;
        case Task::kill:
            ask(call, "daemon.kill", {{"jid", options.jid}, {"signal", options.signal}});
            return 0;
        case Task::status:
            status(call, options);
            return 0;
    }
    return 1;
}

}  // namespace
}  // namespace brine::cli

BRINE_PLUGIN("job", "1.0.0", "The command `brine job`", plugin) {
    plugin.command("job", brine::cli::run)
        .doc("Lists, shows and kills jobs of the running brined.");
}
