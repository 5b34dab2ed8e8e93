// SPDX-License-Identifier: Apache-2.0
#include "installed.hpp"

#include <brine/format.hpp>

#include <filesystem>

namespace brine::cli {
namespace {

// Why the plugin `winner` comes before `other`; both have a path and an origin.
std::string precedence(const Value& winner, const Value& other) {
    if (winner["origin"] != other["origin"])
        return format("{} plugins go before {} ones", winner["origin"], other["origin"]);
    const auto directory = [](const Value& plugin) {
        return std::filesystem::path(plugin["path"].str_or("")).parent_path();
    };
    if (directory(winner) != directory(other)) return "its directory comes later in plugin_dirs";
    return "of files in one directory the last one by name wins";
}

Value with_winner(Call& call, const Value& plugin, const Value& function) {
    // Every plugin is asked for its own availability, whoever else has a module of that name.
    if (function["wins"].is_true() || function["kind"] == "available") return function;
    const Value offers = core_call(call, "registry.offers",
                                   {{"name", function["name"]}, {"kind", function["kind"]}});
    Map map = call.map();
    map.update(function);
    if (offers.size() != 0) {
        const Value winner = offers.items().front();
        map.set("winner", winner["plugin"]);
        map.set("why", precedence(winner, plugin));
    }
    return map.value();
}

}  // namespace

Value core_call(Call& call, std::string_view name, std::initializer_list<Pair> kwargs) {
    return call.invoke({.kind = "core",
                        .name = name,
                        .arguments = {.args = {}, .kwargs = {kwargs.begin(), kwargs.size()}}});
}

Value installed_plugins(Call& call) {
    List plugins = call.list();
    for (const Value& plugin : core_call(call, "loader.plugins").items()) {
        List functions = call.list();
        for (const Value& function : plugin["functions"].items())
            functions.add(plugin["refusal"] ? function : with_winner(call, plugin, function));
        Map map = call.map();
        map.update(plugin);
        map.set("functions", functions.value());
        plugins.add(map.value());
    }
    return plugins.value();
}

std::string written_out(const Value& function) {
    return format("{}({})", function["name"], function["params"]);
}

}  // namespace brine::cli
