// SPDX-License-Identifier: Apache-2.0
#include "accumulator.hpp"

#include <algorithm>

namespace brine::file {
namespace {

// In the memory of the run: {filename: {accumulator: {"texts": [...], "targets": [...]}}}.
constexpr const char* memory_key = "file.accumulators";

Value all_accumulators(Call& call) { return call.lookup("context:file.accumulators"); }

bool contains(const Value& list, const Value& item) {
    const auto items = list.items();
    return std::find(items.begin(), items.end(), item) != items.end();
}

Value united(Call& call, const Value& before, const Value& more, bool& grew) {
    List list = call.list();
    for (const Value& item : before.items()) list.add(item);
    for (const Value& item : more.items()) {
        if (contains(list.value(), item)) continue;
        list.add(item);
        grew = true;
    }
    return list.value();
}

}  // namespace

Value accumulated_for(Call& call, std::string_view filename) {
    const Value of_file = all_accumulators(call)[filename];
    if (!of_file.is_map()) return {};
    Map texts = call.map();
    for (const Pair& pair : of_file.pairs()) texts.add(pair.key, pair.value["texts"]);
    return texts.value();
}

std::vector<std::string> accumulated_for_state(Call& call, std::string_view filename,
                                               std::string_view id) {
    const Value of_file = all_accumulators(call)[filename];
    const auto pairs = of_file.pairs();
    const bool any_meant = std::any_of(pairs.begin(), pairs.end(), [&](const Pair& pair) {
        return contains(pair.value["targets"], Value(id));
    });
    std::vector<std::string> texts;
    for (const Pair& pair : pairs) {
        if (any_meant && !contains(pair.value["targets"], Value(id))) continue;
        for (const Value& text : pair.value["texts"].items()) texts.push_back(to_text(text));
    }
    return texts;
}

bool accumulate(Call& call, std::string_view filename, std::string_view accumulator,
                const Value& texts, const Value& targets) {
    const Value all = all_accumulators(call);
    const Value of_file = all[filename];
    const Value before = of_file[accumulator];
    bool grew = false;
    bool more_targets = false;
    const Value entry =
        call.map({{"texts", united(call, before["texts"], texts, grew)},
                  {"targets", united(call, before["targets"], targets, more_targets)}});
    Map file = call.map();
    file.update(of_file);
    file.set(accumulator, entry);
    Map everything = call.map();
    everything.update(all);
    everything.set(filename, file.value());
    call.store(memory_key, everything.value());
    return grew;
}

}  // namespace brine::file
