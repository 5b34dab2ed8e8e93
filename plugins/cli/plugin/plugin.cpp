// SPDX-License-Identifier: Apache-2.0
//
// `brine plugin`: lists, explains, checks and makes plugins.
#include "check_rules.hpp"
#include "installed.hpp"
#include "options.hpp"
#include "project.hpp"
#include "reports.hpp"

#include <brine/sdk.hpp>
#include <brine/support/json.hpp>
#include <brine/support/text.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace brine::cli {
namespace {

constexpr int json_indent = 4;

void print(const std::string& text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        throw Error(format("cannot write to standard output: {}", std::strerror(errno)));
}

void print_json(const Value& value) { print(support::json::dump(value, json_indent) + "\n"); }

int list(Call& call, const Options& options) {
    const Value plugins = installed_plugins(call);
    if (options.json)
        print_json(plugins);
    else
        print(list_report(plugins));
    return 0;
}

Value plugin_named(Call& call, const std::string& name) {
    const Value plugins = installed_plugins(call);
    std::vector<std::string> names;
    const Value* refused = nullptr;
    for (const Value& plugin : plugins.items()) {
        if (plugin["name"] == name && !plugin["refusal"]) return plugin;
        if (plugin["name"] == name) refused = &plugin;
        if (plugin["name"]) names.emplace_back(plugin["name"].str());
    }
    if (refused != nullptr) return *refused;
    const auto close = support::closest(name, names);
    throw Error(format("there is no plugin '{}'{}; `brine plugin list` shows them", name,
                       close ? format(" (did you mean '{}'?)", *close) : ""));
}

int info(Call& call, const Options& options) {
    const Value plugin = plugin_named(call, options.subject);
    if (options.json)
        print_json(plugin);
    else
        print(info_report(call, plugin));
    return 0;
}

int check(Call& call, const Options& options) {
    const Value result = checked(call, options.subject);
    if (options.json)
        print_json(result);
    else
        print(check_report(result));
    return result["usable"] ? 0 : 1;
}

int create(const Options& options) {
    const std::string directory = options.directory.empty() ? options.subject : options.directory;
    const auto files = write_project({.name = options.subject,
                                      .directory = directory,
                                      .with_exec = options.kind != "state",
                                      .with_state = options.kind != "exec"});
    std::string text = format("wrote to {}:\n", directory);
    for (const auto& file : files) text += format("  {}\n", file.string());
    text += format(
        "\nnext:\n  cd {}\n  cmake -B build && cmake --build build && "
        "ctest --test-dir build\n",
        directory);
    print(text);
    return 0;
}

int run(Call& call, const std::vector<std::string_view>& argv) {
    const Options options = parse_options(argv);
    if (options.message) {
        std::fputs(options.message->c_str(), options.exit_status == 0 ? stdout : stderr);
        return options.exit_status;
    }
    switch (options.task) {
        case Task::list:
            return list(call, options);
        case Task::info:
            return info(call, options);
        case Task::check:
            return check(call, options);
        case Task::create:
            return create(options);
    }
    return 1;
}

}  // namespace
}  // namespace brine::cli

BRINE_PLUGIN("plugin", "1.0.0", "The command `brine plugin`", plugin) {
    plugin.command("plugin", brine::cli::run).doc("Lists, explains, checks and makes plugins.");
}
