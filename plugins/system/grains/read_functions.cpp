// SPDX-License-Identifier: Apache-2.0
#include "functions.hpp"
#include "merged_grains.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace brine::grains {

using namespace brine::literals;

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> sanitized = {{
    {"domain", "DOMAINNAME"},
    {"fqdn", "MINION.DOMAINNAME"},
    {"id", "MINION.DOMAINNAME"},
    {"host", "MINION"},
    {"localhost", "MINION"},
    {"nodename", "MINION"},
}};

// A serial number with the last quarter of its digits hidden.
std::string sanitized_serial(std::string serial) {
    const std::size_t shown = serial.size() * 3 / 4;
    serial.replace(shown, std::string::npos, std::string(serial.size() - shown, 'X'));
    return serial;
}

// The grains with placeholders for what identifies the machine.
Value sanitize(const Call& call, const Value& grains) {
    Map out = call.map();
    out.update(grains);
    for (const auto& [name, replacement] : sanitized)
        if (grains.contains(name)) out.set(name, replacement);
    if (const Value* serial = grains.find("serialnumber"))
        out.set("serialnumber", sanitized_serial(std::string(serial->str_or(""))));
    return out.value();
}

Value get(Call& call, const Text& key, Value fallback, std::string_view delimiter, bool) {
    return find_grain_part(call, key.str(), delimiter).value_or(fallback);
}

bool has_value(Call& call, const Text& key) {
    return find_grain_part(call, key.str(), ":").has_value();
}

bool equals(Call& call, const Text& key, Value value) {
    return to_text(find_grain_part(call, key.str(), ":").value_or(Value(""))) == to_text(value);
}

Value items(Call& call, bool hide) {
    const Value grains = all_grains(call);
    return hide ? sanitize(call, grains) : grains;
}

Value item(Call& call, Rest names, Kwargs options) {
    const Value* fallback = options.map.find("default");
    const std::string_view delimiter = options["delimiter"].str_or(":");
    Map found = call.map();
    for (const Value& name : names.items)
        found.set(name, find_grain_part(call, to_text(name), delimiter)
                            .value_or(fallback == nullptr ? Value("") : *fallback));
    return options["sanitize"] ? sanitize(call, found.value()) : found.value();
}

Value ls(Call& call) {
    std::vector<std::string> names;
    for (const Pair& pair : all_grains(call).pairs()) names.push_back(to_text(pair.key));
    std::sort(names.begin(), names.end());
    List list = call.list();
    for (const std::string& name : names) list.add(name);
    return list.value();
}

void add_get(Plugin& plugin, std::string_view name) {
    plugin.exec(name, get, "key"_a, "default"_a = "", "delimiter"_a = ":", "ordered"_a = true)
        .doc(
            "The value of a grain, or a part of it.\n\n"
            "- `key`: its name, or a path into it such as `dns:nameservers:0`\n"
            "- `default`: what to answer when there is none\n"
            "- `delimiter`: what separates the steps of the path\n"
            "- `ordered`: kept for compatibility; maps are always ordered\n\n"
            "Answers the value.\n\n    brine call grains.get os_family");
}

}  // namespace

void add_read_functions(Plugin& plugin) {
    add_get(plugin, "grains.get");
    add_get(plugin, "grains.fetch");
    plugin.exec("grains.has_value", has_value, "key"_a)
        .doc(
            "Whether there is a grain, or a part of one.\n\n"
            "- `key`: a name or path as in `grains.get`\n\n"
            "    brine call grains.has_value systemd:version");
    plugin.exec("grains.equals", equals, "key"_a, "value"_a)
        .doc(
            "Whether a grain has a value; both are compared as text.\n\n"
            "- `key`: a name or path as in `grains.get`\n- `value`: what it should be\n\n"
            "    brine call grains.equals osmajorrelease 12");
    plugin.exec("grains.items", items, "sanitize"_a = false)
        .doc(
            "All grains.\n\n"
            "- `sanitize`: put placeholders for what identifies the machine\n\n"
            "Answers a map.\n\n    brine call grains.items");
    plugin.exec("grains.item", item, "names"_a, "options"_a)
        .doc(
            "Several grains.\n\n"
            "- `names`: names or paths as in `grains.get`\n- `default`: for those that are not "
            "there\n- `delimiter`: what separates the steps of a path\n- `sanitize`: put "
            "placeholders for what identifies the machine\n\n"
            "Answers a map.\n\n    brine call grains.item os osrelease");
    plugin.exec("grains.ls", ls)
        .doc("The names of all grains, sorted.\n\n    brine call grains.ls");
}

}  // namespace brine::grains
