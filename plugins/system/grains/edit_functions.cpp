// SPDX-License-Identifier: Apache-2.0
//
// Functions that change the minion's own grains. A change deep inside of a grain writes the whole
// grain to the file, as it is after merging.
#include "functions.hpp"
#include "grains_file.hpp"
#include "merged_grains.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace brine::grains {

using namespace brine::literals;

namespace {

// Sets and, when destructive, deletes the nil ones. Answers what was set.
Value set_values(Call& call, const Value& changes, bool destructive) {
    Map grains = call.map();
    const auto deleted = [&](const Value& key) {
        const Value* change = changes.find(key);
        return destructive && change != nullptr && change->is_nil();
    };
    for (const Pair& pair : read_grains_file(call).pairs())
        if (!deleted(pair.key)) grains.set(pair.key, pair.value);
    for (const Pair& pair : changes.pairs())
        if (!deleted(pair.key)) grains.set(pair.key, pair.value);
    write_grains_file(call, grains.value());
    return changes;
}

Value set_value(Call& call, std::string_view key, const Value& value, bool destructive) {
    return set_values(call, call.map({{key, value}}), destructive);
}

// "a:b:c" as "a:b" and "c"; nothing when there is no delimiter.
bool split_last(std::string& key, std::string& last, std::string_view delimiter) {
    const std::size_t at = delimiter.empty() ? std::string::npos : key.rfind(delimiter);
    if (at == std::string::npos) return false;
    last = key.substr(at + delimiter.size());
    key.erase(at);
    return true;
}

Value with_entry(const Call& call, const Value& map, std::string_view key, const Value& value) {
    Map copy = call.map();
    copy.update(map);
    copy.set(key, value);
    return copy.value();
}

Value without_entry(const Call& call, const Value& map, std::string_view key) {
    Map copy = call.map();
    for (const Pair& pair : map.pairs())
        if (!(pair.key == Value(key))) copy.set(pair.key, pair.value);
    return copy.value();
}

// Writes a list that is a grain or a part of one.
Value set_list(Call& call, std::string key, Value list, std::string_view delimiter) {
    std::string last;
    while (split_last(key, last, delimiter)) {
        const Value around = find_grain_part(call, key, delimiter).value_or(call.map({}));
        list = around.is_map() ? with_entry(call, around, last, list) : around;
    }
    return set_value(call, key, list, false);
}

bool holds(const Value& list, const Value& item) {
    const auto items = list.items();
    return std::find(items.begin(), items.end(), item) != items.end();
}

Value setvals(Call& call, Value grains, bool destructive, bool) {
    if (!grains.is_map()) throw Error("setvals grains must be a dictionary.");
    return set_values(call, grains, destructive);
}

Value setval(Call& call, const Text& key, Value value, bool destructive, bool) {
    return set_value(call, key.str(), value, destructive);
}

Value append(Call& call, const Text& key, Value value, bool convert, std::string_view delimiter) {
    Value list = find_grain_part(call, key.str(), delimiter).value_or(call.list({}));
    if (convert && !list.is_list()) list = list.is_nil() ? call.list({}) : call.list({list});
    if (!list.is_list()) return call.str(format("The key {} is not a valid list", key.str()));
    if (holds(list, value))
        return call.str(format("The val {} was already in the list {}", value, key.str()));
    List longer = call.list();
    for (const Value& item : list.items()) longer.add(item);
    if (!value.is_list()) longer.add(value);
    for (const Value& item : value.items()) longer.add(item);
    return set_list(call, key.str(), longer.value(), delimiter);
}

Value remove(Call& call, const Text& key, Value value, std::string_view delimiter) {
    const Value list = find_grain_part(call, key.str(), delimiter).value_or(call.list({}));
    if (!list.is_list()) return call.str(format("The key {} is not a valid list", key.str()));
    if (!holds(list, value))
        return call.str(format("The val {} was not in the list {}", value, key.str()));
    List shorter = call.list();
    bool removed = false;
    for (const Value& item : list.items()) {
        if (!removed && item == value) {
            removed = true;
        } else {
            shorter.add(item);
        }
    }
    return set_list(call, key.str(), shorter.value(), delimiter);
}

// An answer of grains.set.
Value report(const Call& call, bool done, std::string_view comment, const Value& changes) {
    return call.map({{"comment", comment}, {"changes", changes}, {"result", done}});
}

// A list with the entry {key: value}: in place of the item `key`, within maps that have the key,
// or else at its end.
Value list_with_entry(const Call& call, const Value& list, std::string_view key,
                      const Value& value) {
    List out = call.list();
    bool placed = false;
    for (const Value& item : list.items()) {
        if (item == Value(key)) {
            out.add(call.map({{key, value}}));
            placed = true;
        } else if (item.contains(key)) {
            out.add(with_entry(call, item, key, value));
            placed = true;
        } else {
            out.add(item);
        }
    }
    if (!placed) out.add(call.map({{key, value}}));
    return out.value();
}

bool is_complex(const Value& value) { return value.is_map() || value.is_list(); }

// Why an existing value must not be overwritten, or "".
std::string refusal(const std::string& key, const Value& present, const Value& value) {
    if (present.is_nil()) return "";
    if (is_complex(present))
        return format("The key '{}' exists but is a dict or a list. Use 'force=True' to overwrite.",
                      key);
    if (is_complex(value))
        return format(
            "The key '{}' exists and the given value is a dict or a list. Use 'force=True' to "
            "overwrite.",
            key);
    return "";
}

Value set(Call& call, const Text& name, Value value, bool force, bool destructive,
          std::string_view delimiter) {
    std::string key = name.str();
    const auto present = find_grain_part(call, key, delimiter);
    if (present && *present == value && (!value.is_nil() || !destructive))
        return report(call, true, "Grain is already set", call.map({}));
    if (present && !force)
        if (const std::string reason = refusal(key, *present, value); !reason.empty())
            return report(call, false, reason, call.map({}));

    std::string last;
    while (split_last(key, last, delimiter)) {
        const Value around = find_grain_part(call, key, delimiter).value_or(call.map({}));
        if (around.is_map()) {
            value = value.is_nil() && destructive ? without_entry(call, around, last)
                                                  : with_entry(call, around, last, value);
        } else if (around.is_list()) {
            value = list_with_entry(call, around, last, value);
        } else if (force || around == Value(last)) {
            value = call.map({{last, value}});
        } else {
            return report(call, false,
                          format("The key '{}' value is '{}', which is different from the provided "
                                 "key '{}'. Use 'force=True' to overwrite.",
                                 key, around, last),
                          call.map({}));
        }
    }
    return report(call, true, "", set_value(call, key, value, destructive));
}

Value delval(Call& call, const Text& key, bool destructive, bool force) {
    return set(call, key, nullptr, force, destructive, ":");
}

Value delkey(Call& call, const Text& key, bool force) {
    return set(call, key, nullptr, force, true, ":");
}

}  // namespace

void add_edit_functions(Plugin& plugin) {
    plugin
        .exec("grains.setvals", setvals, "grains"_a, "destructive"_a = false,
              "refresh_pillar"_a = true)
        .doc(
            "Sets grains in the minion's file of grains.\n\n"
            "- `grains`: a map\n- `destructive`: delete those whose value is null\n"
            "- `refresh_pillar`: kept for compatibility\n\n"
            "Answers the map.\n\n    brine call grains.setvals '{role: web, tier: 2}'");
    plugin
        .exec("grains.setval", setval, "key"_a, "val"_a, "destructive"_a = false,
              "refresh_pillar"_a = true)
        .doc(
            "Sets a grain in the minion's file of grains.\n\n"
            "- `key`, `val`: name and value\n- `destructive`: delete it when the value is null\n"
            "- `refresh_pillar`: kept for compatibility\n\n"
            "Answers `{key: val}`.\n\n    brine call grains.setval role web");
    plugin.exec("grains.append", append, "key"_a, "val"_a, "convert"_a = false, "delimiter"_a = ":")
        .doc(
            "Appends to a grain that is a list, which is made when it is not there.\n\n"
            "- `key`: a name or path as in `grains.get`\n- `val`: an item, or a list of them\n"
            "- `convert`: make a list of a value that is none\n- `delimiter`: as in "
            "`grains.get`\n\n"
            "Answers what was set, or text that says why nothing was.\n\n"
            "    brine call grains.append roles web");
    plugin.exec("grains.remove", remove, "key"_a, "val"_a, "delimiter"_a = ":")
        .doc(
            "Removes an item from a grain that is a list.\n\n"
            "- `key`: a name or path as in `grains.get`\n- `val`: the item\n- `delimiter`: as in "
            "`grains.get`\n\n"
            "Answers what was set, or text that says why nothing was.\n\n"
            "    brine call grains.remove roles web");
    plugin
        .exec("grains.set", set, "key"_a, "val"_a = "", "force"_a = false, "destructive"_a = false,
              "delimiter"_a = ":")
        .doc(
            "Sets a grain or a part of one, without overwriting lists and maps.\n\n"
            "- `key`: a name or path as in `grains.get`\n- `val`: the value\n- `force`: overwrite "
            "anything\n- `destructive`: delete it when the value is null\n- `delimiter`: as in "
            "`grains.get`\n\n"
            "Answers `{result, comment, changes}`.\n\n"
            "    brine call grains.set apps:shop:port 2209");
    plugin.exec("grains.delval", delval, "key"_a, "destructive"_a = false, "force"_a = false)
        .doc(
            "Sets a grain to null.\n\n"
            "- `key`: a name or path as in `grains.get`\n- `destructive`: delete it\n- `force`: "
            "even if it is a list or a map\n\n"
            "Answers `{result, comment, changes}`.\n\n    brine call grains.delval role");
    plugin.exec("grains.delkey", delkey, "key"_a, "force"_a = false)
        .doc(
            "Deletes a grain.\n\n"
            "- `key`: a name or path as in `grains.get`\n- `force`: even if it is a list or a "
            "map\n\n"
            "Answers `{result, comment, changes}`.\n\n    brine call grains.delkey role");
}

}  // namespace brine::grains
