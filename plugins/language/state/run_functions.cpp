// SPDX-License-Identifier: Apache-2.0
#include "arguments.hpp"
#include "declarations.hpp"
#include "functions.hpp"
#include "runner.hpp"
#include "workspace.hpp"

#include <array>
#include <utility>

namespace brine::state {
namespace {

constexpr std::string_view no_states_tag = "no_|-states_|-states_|-None";
constexpr std::string_view text_template = "<template-str>";

void add_excludes(Call& call, High& high, const Value& exclude) {
    if (!exclude) return;
    if (exclude.is_list()) {
        high.excludes.insert(high.excludes.end(), exclude.items().begin(), exclude.items().end());
    } else if (exclude.is_map()) {
        high.excludes.push_back(exclude);
    } else {
        for (const std::string& name : split_names(exclude))
            high.excludes.push_back(call.str(name));
    }
}

// Compiles high data to the end and runs them.
Value run_high(Call& call, const Workspace& work, High& high) {
    add_default_functions(high);
    Errors errors;
    const std::vector<Chunk> chunks = compile(call, high, work.places(), errors);
    if (!errors.empty()) return refuse(call, errors);
    Runner runner(call, work.settings(), chunks);
    runner.run();
    const Value results = runner.results();
    set_retcode(call, run_retcode(chunks, results));
    return results;
}

Value run_matches(Call& call, Workspace& work, const Matches& matches, const Value& exclude) {
    Errors errors;
    High high = work.tree().render(matches, errors);
    if (!errors.empty()) return refuse(call, errors);
    add_excludes(call, high, exclude);
    return run_high(call, work, high);
}

Value sls(Call& call, const Value& mods, const Value& test, const Value& exclude,
          const Value& saltenv, const Value& pillar) {
    const std::vector<std::string> names = split_names(mods);
    const Errors disabled = disabled_messages(call, names);
    if (!disabled.empty()) return refuse(call, disabled);
    Workspace work(call, {test, pillar, saltenv});
    const Errors pillar_errors = work.pillar_errors();
    if (!pillar_errors.empty()) return refuse(call, pillar_errors, Retcode::pillar_failure);
    return run_matches(call, work, {{work.environment(), names}}, exclude);
}

// The result that tells why a highstate has nothing to do.
Value no_states(Call& call, std::string_view comment) {
    const Result result = make_result(call.memory(), "No States", false, comment);
    set_retcode(call, Retcode::state_failure);
    return call.map(
        {{Value::stable(no_states_tag), with(call.memory(), result, "__run_num__", 0).map}});
}

// What of the matches is in `whitelist`; everything when there is none.
Matches allowed(const Matches& matches, const Value& whitelist) {
    if (!whitelist) return matches;
    const std::vector<std::string> names = split_names(whitelist);
    Matches left;
    for (const auto& [environment, sls_names] : matches) {
        std::vector<std::string> kept;
        for (const std::string& name : sls_names)
            if (std::find(names.begin(), names.end(), name) != names.end()) kept.push_back(name);
        if (!kept.empty()) left.emplace_back(environment, std::move(kept));
    }
    return left;
}

Value highstate(Call& call, const Value& test, const Value& exclude, const Value& saltenv,
                const Value& pillar, const Value& whitelist) {
    if (!disabled_messages(call, {"highstate"}).empty())
        return call.map(
            {{"name", "Salt highstate run is disabled. To re-enable, run state.enable highstate"},
             {"result", "False"},
             {"comment", "Disabled"}});
    Workspace work(call, {test, pillar, saltenv});
    const Errors pillar_errors = work.pillar_errors();
    if (!pillar_errors.empty()) return refuse(call, pillar_errors, Retcode::pillar_failure);
    Errors errors;
    const Matches matches = work.top_matches(errors);
    if (!errors.empty()) return refuse(call, errors);
    if (matches.empty())
        return no_states(call,
                         "No Top file or master_tops data matches found. Please see master log for "
                         "details.");
    High high = work.tree().render(allowed(matches, whitelist), errors);
    if (!errors.empty()) return refuse(call, errors);
    add_excludes(call, high, exclude);
    if (high.empty()) return no_states(call, "No states found for this minion");
    return run_high(call, work, high);
}

Value apply(Call& call, const Value& mods, const Value& test, const Value& exclude,
            const Value& saltenv, const Value& pillar, const Value& whitelist) {
    if (!mods) return highstate(call, test, exclude, saltenv, pillar, whitelist);
    if (whitelist)
        throw BadArgument(
            "whitelist chooses among the SLS files of the top file; it does not go "
            "with names of SLS files");
    return sls(call, mods, test, exclude, saltenv, pillar);
}

Value sls_id(Call& call, std::string_view id, const Value& mods, const Value& test,
             const Value& saltenv, const Value& pillar) {
    Workspace work(call, {test, pillar, saltenv});
    const Errors pillar_errors = work.pillar_errors();
    if (!pillar_errors.empty()) return refuse(call, pillar_errors, Retcode::pillar_failure);
    Errors errors;
    High high = work.tree().render({{work.environment(), split_names(mods)}}, errors);
    const std::vector<Chunk> chunks = compile(call, high, work.places(), errors);
    if (!errors.empty()) return refuse(call, errors);
    Runner runner(call, work.settings(), chunks);
    runner.run_id(id);
    const Value results = runner.results();
    if (results.size() == 0)
        throw Error(format("No matches for ID '{}' found in SLS '{}' within saltenv '{}'", id, mods,
                           work.environment()));
    set_retcode(call, run_retcode(chunks, results));
    return results;
}

Value high(Call& call, const Value& data, const Value& test, const Value& pillar) {
    if (!data.is_map()) return refuse(call, {"High data is not a dictionary and is invalid"});
    Workspace work(call, {test, pillar, {}});
    Errors errors;
    High parsed = high_from_value(call.memory(), data, errors);
    if (!errors.empty()) return refuse(call, errors);
    return run_high(call, work, parsed);
}

Value template_file(Call& call, std::string_view tem, const Value& test, const Value& saltenv,
                    const Value& pillar) {
    Workspace work(call, {test, pillar, saltenv});
    const Errors pillar_errors = work.pillar_errors();
    if (!pillar_errors.empty()) return refuse(call, pillar_errors, Retcode::pillar_failure);
    std::string path(tem);
    if (!path.ends_with(".sls")) path += ".sls";
    Errors errors;
    High high = work.tree().render_file(path, work.environment(), errors);
    if (!errors.empty()) return refuse(call, errors);
    return run_high(call, work, high);
}

// A text has no place that other SLS files could be relative to, so it may not include any.
Errors invalid_in_text(const Value& data) {
    if (!data.is_map())
        return {format("Template {} does not render to a dictionary", text_template)};
    for (const std::string_view key : {"include", "exclude", "extends"})
        if (data.contains(key))
            return {
                format("The '{}' declaration found on '{}' is invalid when rendering single "
                       "templates",
                       key, text_template)};
    return {};
}

Value template_str(Call& call, std::string_view tem, const Value& test, const Value& pillar) {
    Workspace work(call, {test, pillar, {}});
    const Value data = work.renderer().render({tem, "", "base", ""});
    if (!data) {
        set_retcode(call, Retcode::state_failure);
        return call.map({});
    }
    Errors errors = invalid_in_text(data);
    if (!errors.empty()) return refuse(call, errors);
    const Origin origin{{}, {}, "template", text_template, work.places()};
    ParsedSls parsed = parse_sls(call.memory(), data, origin, errors);
    if (!errors.empty()) return refuse(call, errors);
    return run_high(call, work, parsed.high);
}

// Runs one chunk that is given as low data. Its requisites have nothing to refer to.
Value run_low(Call& call, const Settings& settings, const Chunk& chunk) {
    FunctionTable functions(call);
    const Errors errors = chunk_errors(chunk, functions);
    if (!errors.empty()) return refuse(call, errors);
    ModInit(call, settings, functions).before(chunk);
    const Result result = StateCall(call, settings, functions).run(chunk, {});
    set_retcode(call, result.failed() ? Retcode::state_failure : Retcode::success);
    return result.map;
}

Value single(Call& call, std::string_view fun, std::string_view name, const Value& test,
             const Value& pillar, Kwargs arguments) {
    const std::size_t dot = fun.find('.');
    if (dot == std::string_view::npos) {
        set_retcode(call, Retcode::compiler_error);
        return "Invalid function passed";
    }
    Map low = call.map();
    low.add("state", Value::stable(fun.substr(0, dot))).add("name", Value::stable(name));
    low.add("__id__", Value::stable(name));
    low.update(arguments.map);
    low.set("fun", Value::stable(fun.substr(dot + 1)));
    const Settings settings = make_settings(call, {test, pillar, {}});
    const Chunk chunk = chunk_of(call.memory(), low.value());
    const Value result = run_low(call, settings, chunk);
    return result.is_list() ? result : call.map({{Value::stable(chunk.tag), result}});
}

Value low(Call& call, const Value& data, const Value& test, const Value& pillar) {
    if (!data.is_map()) throw BadArgument("the low data are " + data.described() + ", not a map");
    Map low = call.map();
    low.update(data);
    if (!data.contains("__id__")) low.set("__id__", data["name"]);
    const Settings settings = make_settings(call, {test, pillar, {}});
    return run_low(call, settings, chunk_of(call.memory(), low.value()));
}

constexpr std::string_view common_doc =
    "- `test` (bool): only tell what would be changed; default: as configured\n"
    "- `pillar` (map): laid over the pillar for this run\n";

}  // namespace

void add_run_functions(Plugin& p) {
    const auto doc = [](std::string_view text) {
        return std::string(text) + std::string(common_doc);
    };
    const auto states = [](Function function) { function.trait("output", "highstate"); };

    states(p.exec("state.apply", apply, "mods"_a = nullptr, "test"_a = nullptr,
                  "exclude"_a = nullptr, "saltenv"_a = nullptr, "pillar"_a = nullptr,
                  "whitelist"_a = nullptr)
               .doc(doc("Applies SLS files, or the highstate when none is named.\n\n"
                        "- `mods` (str or list): SLS files, a text may name several with commas\n"
                        "- `exclude` (str or list): SLS files, or maps {sls: ...}, {id: ...}\n"
                        "- `saltenv` (str): the environment; default base\n"
                        "- `whitelist` (str or list): of the highstate apply only these\n")));
    states(p.exec("state.sls", sls, "mods"_a, "test"_a = nullptr, "exclude"_a = nullptr,
                  "saltenv"_a = nullptr, "pillar"_a = nullptr)
               .doc(doc("Applies SLS files.\n\n"
                        "- `mods` (str or list): SLS files, a text may name several with commas\n"
                        "- `exclude` (str or list): SLS files, or maps {sls: ...}, {id: ...}\n"
                        "- `saltenv` (str): the environment; default base\n")));
    states(p.exec("state.highstate", highstate, "test"_a = nullptr, "exclude"_a = nullptr,
                  "saltenv"_a = nullptr, "pillar"_a = nullptr, "whitelist"_a = nullptr)
               .doc(doc("Applies what the top files assign to this minion.\n\n"
                        "- `exclude` (str or list): SLS files, or maps {sls: ...}, {id: ...}\n"
                        "- `saltenv` (str): only this environment\n"
                        "- `whitelist` (str or list): of the assigned SLS files only these\n")));
    states(p.exec("state.sls_id", sls_id, "id"_a, "mods"_a, "test"_a = nullptr,
                  "saltenv"_a = nullptr, "pillar"_a = nullptr)
               .doc(doc("Applies the states of one ID, and what they require.\n\n"
                        "- `id` (str)\n- `mods` (str or list): the SLS files to find it in\n"
                        "- `saltenv` (str): the environment; default base\n")));
    states(p.exec("state.single", single, "fun"_a, "name"_a, "test"_a = nullptr,
                  "pillar"_a = nullptr, "arguments"_a)
               .doc(doc("Runs one state.\n\n- `fun` (str): module.function\n- `name` (str)\n"
                        "- further arguments: those of the state\n")));
    states(p.exec("state.high", high, "data"_a, "test"_a = nullptr, "pillar"_a = nullptr)
               .doc(doc("Runs high data.\n\n- `data` (map): what an SLS file would say\n")));
    p.exec("state.low", low, "data"_a, "test"_a = nullptr, "pillar"_a = nullptr)
        .doc(doc("Runs one low chunk and answers its result.\n\n"
                 "- `data` (map): state, fun, name and arguments\n"));
    states(p.exec("state.template", template_file, "tem"_a, "test"_a = nullptr,
                  "saltenv"_a = nullptr, "pillar"_a = nullptr)
               .doc(doc("Applies an SLS file that is in no environment.\n\n"
                        "- `tem` (str): its path, with or without .sls\n"
                        "- `saltenv` (str): the environment of what it includes; default base\n")));
    states(p.exec("state.template_str", template_str, "tem"_a, "test"_a = nullptr,
                  "pillar"_a = nullptr)
               .doc(doc("Applies a text as if it were an SLS file.\n\n- `tem` (str)\n")));
}

}  // namespace brine::state
