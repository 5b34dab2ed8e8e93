// SPDX-License-Identifier: Apache-2.0
#include <brine/format.hpp>
#include <brine/support/table.hpp>

#include "reports.hpp"

namespace brine::cli {
namespace {

std::string table_of(const Value& plugins) {
    support::Table table({"NAME", "VERSION", "ORIGIN", "FUNCTIONS", "PATH"});
    for (const Value& plugin : plugins.items())
        if (!plugin["refusal"])
            table.add({to_text(plugin["name"]), to_text(plugin["version"]),
                       to_text(plugin["origin"]), std::to_string(plugin["functions"].size()),
                       to_text(plugin["path"])});
    return table.text();
}

std::string shadowed_functions(const Value& plugins) {
    std::string lines;
    for (const Value& plugin : plugins.items())
        for (const Value& function : plugin["functions"].items())
            if (function.contains("winner"))
                lines +=
                    format("  {} {} of '{}': '{}' wins, as {}\n", function["kind"],
                           function["name"], plugin["name"], function["winner"], function["why"]);
    return lines.empty() ? lines : "\nshadowed functions:\n" + lines;
}

std::string refused_files(const Value& plugins) {
    std::string lines;
    for (const Value& plugin : plugins.items())
        if (plugin["refusal"]) lines += format("  {} {}\n", plugin["path"], plugin["refusal"]);
    return lines.empty() ? lines : "\nrefused:\n" + lines;
}

}  // namespace

std::string list_report(const Value& plugins) {
    return table_of(plugins) + shadowed_functions(plugins) + refused_files(plugins);
}

}  // namespace brine::cli
