// SPDX-License-Identifier: Apache-2.0
#include <brine/format.hpp>
#include <brine/support/text.hpp>

#include <set>
#include <string_view>

#include "installed.hpp"
#include "reports.hpp"

namespace brine::cli {
namespace {

std::string head(const Value& plugin) {
    std::string text =
        format("{} {}\n{}\n\n", plugin["name"], plugin["version"], plugin["summary"]);
    if (plugin["path"]) text += format("file    {}\n", plugin["path"]);
    text += format("origin  {}\nneeds   ABI {}.{}\n", plugin["origin"], BRINE_ABI_MAJOR,
                   plugin["needs_minor"]);
    if (plugin["refusal"]) text += format("refused {}\n", plugin["refusal"]);
    return text;
}

std::string indented(std::string_view text, std::string_view indent) {
    std::string out;
    for (const std::string_view line : support::split(support::strip_right(text), '\n'))
        out += support::strip(line).empty() ? "\n" : format("{}{}\n", indent, line);
    return out;
}

std::string entry(const Value& function) {
    std::string text = format("  {}\n", written_out(function));
    if (function.contains("winner"))
        text += format("      (shadowed: '{}' wins, as {})\n", function["winner"], function["why"]);
    if (function["doc"]) text += indented(function["doc"].str(), "      ");
    return text;
}

std::string functions_by_kind(const Value& functions) {
    std::set<std::string_view> kinds;
    for (const Value& function : functions.items()) kinds.insert(function["kind"].str());
    std::string text;
    for (const std::string_view kind : kinds) {
        text += format("\n{} functions\n", kind);
        for (const Value& function : functions.items())
            if (function["kind"] == kind) text += entry(function);
    }
    return text;
}

// The reasons of the modules of this plugin that cannot work here.
std::string unavailable_modules(Call& call, const Value& functions) {
    std::string text;
    std::set<std::string_view> asked;
    for (const Value& function : functions.items()) {
        const std::string_view name = function["name"].str();
        const bool callable = function["kind"] == "exec" || function["kind"] == "state";
        if (!callable || !function["wins"].is_true()) continue;
        if (!asked.insert(name.substr(0, name.find('.'))).second) continue;
        const Pair kwargs[] = {{"name", function["name"]}, {"kind", function["kind"]}};
        Value ignored;
        const brine_status status = call.try_invoke({.kind = "core",
                                                     .name = "registry.describe",
                                                     .arguments = {.args = {}, .kwargs = kwargs}},
                                                    ignored);
        if (status == BRINE_UNAVAILABLE) text += format("\n{}\n", call.last_error());
    }
    return text;
}

}  // namespace

std::string info_report(Call& call, const Value& plugin) {
    const Value functions = plugin["functions"];
    return head(plugin) + unavailable_modules(call, functions) + functions_by_kind(functions);
}

}  // namespace brine::cli
