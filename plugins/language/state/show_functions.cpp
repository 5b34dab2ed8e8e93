// SPDX-License-Identifier: Apache-2.0
#include "functions.hpp"
#include "verify.hpp"
#include "workspace.hpp"

#include <brine/support/text.hpp>

#include <algorithm>
#include <unordered_set>

namespace brine::state {
namespace {

void require_pillar(Call& call, Workspace& work) {
    const Errors errors = work.pillar_errors();
    if (errors.empty()) return;
    set_retcode(call, Retcode::pillar_failure);
    throw Error("Pillar failed to render: " + support::join(errors, "\n"));
}

Value lows_of(Call& call, const std::vector<Chunk>& chunks) {
    List list = call.list();
    list.reserve(chunks.size());
    for (const Chunk& chunk : chunks) list.add(chunk.low);
    return list.value();
}

// The high data of SLS files as they are written, without extensions and requisites worked in.
High written_high(Call& call, Workspace& work, const Value& mods, Errors& errors) {
    require_pillar(call, work);
    High high = work.tree().render({{work.environment(), split_names(mods)}}, errors);
    verify_high(high, work.places(), errors);
    return high;
}

High assigned_high(Call& call, Workspace& work, Errors& errors) {
    require_pillar(call, work);
    const Matches matches = work.top_matches(errors);
    return work.tree().render(matches, errors);
}

Value show_sls(Call& call, const Value& mods, const Value& test, const Value& saltenv,
               const Value& pillar) {
    Workspace work(call, {test, pillar, saltenv});
    Errors errors;
    const High high = written_high(call, work, mods, errors);
    return errors.empty() ? high.to_value(call.memory()) : refuse(call, errors);
}

Value show_low_sls(Call& call, const Value& mods, const Value& test, const Value& saltenv,
                   const Value& pillar) {
    Workspace work(call, {test, pillar, saltenv});
    Errors errors;
    const High high = written_high(call, work, mods, errors);
    if (!errors.empty()) return refuse(call, errors);
    return lows_of(call, compile_chunks(call.memory(), high));
}

Value show_highstate(Call& call, const Value& saltenv, const Value& pillar) {
    Workspace work(call, {{}, pillar, saltenv});
    Errors errors;
    const High high = assigned_high(call, work, errors);
    return errors.empty() ? high.to_value(call.memory()) : refuse(call, errors);
}

Value show_lowstate(Call& call, const Value& saltenv, const Value& pillar) {
    Workspace work(call, {{}, pillar, saltenv});
    Errors errors;
    High high = assigned_high(call, work, errors);
    const std::vector<Chunk> chunks = compile(call, high, work.places(), errors);
    return errors.empty() ? lows_of(call, chunks) : refuse(call, errors);
}

Value show_states(Call& call, const Value& saltenv, const Value& pillar) {
    Workspace work(call, {{}, pillar, saltenv});
    Errors errors;
    High high = assigned_high(call, work, errors);
    const std::vector<Chunk> chunks = compile(call, high, work.places(), errors);
    if (!errors.empty()) return refuse(call, errors);
    List names = call.list();
    std::unordered_set<std::string_view> seen;
    for (const Chunk& chunk : chunks)
        if (seen.insert(chunk.sls).second) names.add(Value::stable(chunk.sls));
    return names.value();
}

Value show_top(Call& call, const Value& saltenv, const Value& pillar) {
    Workspace work(call, {{}, pillar, saltenv});
    require_pillar(call, work);
    Errors errors;
    const Matches matches = work.top_matches(errors);
    if (!errors.empty()) return refuse(call, errors);
    Map map = call.map();
    for (const auto& [environment, names] : matches) {
        List list = call.list();
        for (const std::string& name : names) list.add(name);
        map.set(environment, list.value());
    }
    return map.value();
}

bool sls_exists(Call& call, const Value& mods, const Value& saltenv, const Value& pillar) {
    Workspace work(call, {{}, pillar, saltenv});
    Errors errors;
    static_cast<void>(written_high(call, work, mods, errors));
    return errors.empty();
}

bool id_exists(Call& call, const Value& ids, const Value& mods, const Value& saltenv,
               const Value& pillar) {
    Workspace work(call, {{}, pillar, saltenv});
    Errors errors;
    High high = written_high(call, work, mods, errors);
    if (!errors.empty()) throw Error(support::join(errors, "\n"));
    const std::vector<std::string> wanted = split_names(ids);
    return std::all_of(wanted.begin(), wanted.end(),
                       [&](const std::string& id) { return high.find(Value(id)) != nullptr; });
}

constexpr std::string_view sls_doc =
    "- `mods` (str or list): SLS files, a text may name several with commas\n"
    "- `saltenv` (str): the environment; default base\n"
    "- `pillar` (map): laid over the pillar\n";
constexpr std::string_view top_doc =
    "- `saltenv` (str): only this environment\n- `pillar` (map): laid over the pillar\n";

std::string doc(std::string_view text, std::string_view parameters) {
    return std::string(text) + "\n\n" + std::string(parameters);
}

}  // namespace

void add_show_functions(Plugin& p) {
    p.exec("state.show_sls", show_sls, "mods"_a, "test"_a = nullptr, "saltenv"_a = nullptr,
           "pillar"_a = nullptr)
        .doc(doc("Answers the high data of SLS files, or the errors in them.", sls_doc));
    p.exec("state.show_low_sls", show_low_sls, "mods"_a, "test"_a = nullptr, "saltenv"_a = nullptr,
           "pillar"_a = nullptr)
        .doc(doc("Answers the low chunks of SLS files, or the errors in them.", sls_doc));
    p.exec("state.show_highstate", show_highstate, "saltenv"_a = nullptr, "pillar"_a = nullptr)
        .doc(doc("Answers the high data that the top files assign to this minion.", top_doc));
    p.exec("state.show_lowstate", show_lowstate, "saltenv"_a = nullptr, "pillar"_a = nullptr)
        .doc(doc("Answers the low chunks of the highstate in the order of the run.", top_doc));
    p.exec("state.show_states", show_states, "saltenv"_a = nullptr, "pillar"_a = nullptr)
        .doc(doc("Answers the SLS files of the highstate in the order of the run.", top_doc));
    p.exec("state.show_top", show_top, "saltenv"_a = nullptr, "pillar"_a = nullptr)
        .doc(doc("Answers the SLS files that the top files assign, by environment.", top_doc));
    p.exec("state.sls_exists", sls_exists, "mods"_a, "saltenv"_a = nullptr, "pillar"_a = nullptr)
        .doc(doc("Answers whether SLS files exist and are without errors.", sls_doc));
    p.exec("state.id_exists", id_exists, "ids"_a, "mods"_a, "saltenv"_a = nullptr,
           "pillar"_a = nullptr)
        .doc(doc("Answers whether SLS files have all of the given IDs.\n\n"
                 "- `ids` (str or list)",
                 sls_doc));
}

}  // namespace brine::state
