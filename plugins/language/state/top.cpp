// SPDX-License-Identifier: Apache-2.0
#include "top.hpp"

#include "target.hpp"

#include <brine/support/file.hpp>

#include <algorithm>
#include <set>

namespace brine::state {
namespace {

constexpr std::string_view url_scheme = "salt://";

std::string top_path(Call& call) {
    std::string_view path = call.option("state_top").str_or("top.sls");
    if (path.starts_with(url_scheme)) path.remove_prefix(url_scheme.size());
    while (path.starts_with('/')) path.remove_prefix(1);
    return std::string(path);
}

void verify_target(const Value& environment, const Value& data, const std::string& place,
                   Errors& errors) {
    if (!data.is_list()) {
        errors.push_back("Malformed topfile (state declarations not formed as a list)" + place);
        return;
    }
    for (const Value& item : data.items()) {
        for (const Pair& pair : item.pairs())
            if (!pair.value)
                errors.push_back(
                    format("Improperly formatted top file matcher in saltenv {}: {} "
                           "file{}",
                           item, pair.value, place));
        if (item.is_str() && item.size() == 0)
            errors.push_back(
                format("Environment {} contains an empty sls index{}", environment, place));
    }
}

void verify_top(const Value& top, const std::string& path, Errors& errors) {
    const std::string place = " (in " + path + ')';
    if (!top.is_map()) {
        errors.push_back("Top data was not formed as a dict" + place);
        return;
    }
    for (const Pair& pair : top.pairs()) {
        if (pair.key.str_or("") == "include") continue;
        if (!pair.key.is_str())
            errors.push_back(
                format("Environment {} in top file is not formed as a string{}", pair.key, place));
        if (pair.key.is_str() && pair.key.size() == 0)
            errors.push_back("Empty saltenv statement in top file" + place);
        if (!pair.value.is_map())
            errors.push_back(
                format("The top file matches for saltenv {} are not formatted as a "
                       "dict{}",
                       pair.key, place));
        for (const Pair& target : pair.value.pairs())
            verify_target(pair.key, target.value, place, errors);
    }
}

// Calls visit(environment, targets) for each section of a top file.
template <class Visit>
void each_section(const Value& top, const Visit& visit) {
    for (const Pair& pair : top.pairs())
        if (pair.key.str_or("") != "include") visit(to_text(pair.key), pair.value);
}

std::string_view match_kind(const Value& data) {
    std::string_view kind = "compound";
    for (const Value& item : data.items())
        if (const Value* match = item.find("match")) kind = match->str_or(kind);
    return kind;
}

std::vector<std::string>& names_of(Matches& matches, const std::string& environment) {
    for (auto& [name, list] : matches)
        if (name == environment) return list;
    return matches.emplace_back(environment, std::vector<std::string>()).second;
}

}  // namespace

Top::Top(Call& call, const Settings& settings, SlsFiles& files, Renderer& renderer)
    : call_(call), settings_(settings), files_(files), renderer_(renderer) {}

Matches Top::matches(Errors& errors) {
    const std::vector<Files> all = read(errors);
    if (!errors.empty()) return {};
    Matches matches;
    for (const auto& [environment, targets] : merge(all, errors)) {
        if (!settings_.saltenv.empty() && environment != settings_.saltenv) continue;
        for (const Pair& target : targets.value().pairs())
            select(matches, environment, to_text(target.key), target.value);
    }
    return matches;
}

std::vector<Top::Files> Top::read(Errors& errors) {
    const std::string path = top_path(call_);
    std::vector<Files> all;
    for (const std::string& environment : environments()) {
        Files files{environment, {}};
        if (const auto file = files_.find_path(environment, path)) {
            files.tops.push_back(render(environment, *file, errors));
            read_includes(files, errors);
        }
        all.push_back(std::move(files));
    }
    return all;
}

// Adds the top files that the ones read so far include, each once.
void Top::read_includes(Files& files, Errors& errors) {
    std::set<std::string> done;
    for (std::size_t n = 0; n < files.tops.size(); ++n) {
        const Value include = files.tops[n]["include"];
        for (const Value& pattern : include.items()) {
            for (const std::string& name : files_.matching(files.environment, to_text(pattern))) {
                if (!done.insert(name).second) continue;
                const auto file = files_.find(files.environment, name);
                if (file) files.tops.push_back(render(files.environment, file->path, errors));
            }
        }
    }
}

// The map that a top file renders to, an empty one for an empty file.
Value Top::render(const std::string& environment, const std::string& path, Errors& errors) {
    try {
        const std::string text = support::read_file(path);
        const Value top = renderer_.render({text, path, environment, ""});
        if (!top) return call_.map({});
        verify_top(top, path, errors);
        return top;
    } catch (const Cancelled&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        errors.push_back(format("Unable to render top file: {} (in {})", error.what(), path));
        return call_.map({});
    }
}

// Those whose top files count.
std::vector<std::string> Top::environments() const {
    if (!settings_.saltenv.empty()) return {settings_.saltenv};
    const Value only = call_.option("state_top_saltenv");
    if (only) return {to_text(only)};
    const Value order = call_.option("env_order");
    if (!order) return files_.environments();
    std::vector<std::string> environments;
    for (const Value& item : order.items()) {
        std::string name = to_text(item);
        const bool known =
            std::find(environments.begin(), environments.end(), name) != environments.end();
        if (!known && files_.has_environment(name)) environments.push_back(std::move(name));
    }
    return environments;
}

Top::Merged Top::merge(const std::vector<Files>& all, Errors& errors) const {
    const std::string_view strategy = call_.option("top_file_merging_strategy").str_or("merge");
    if (strategy == "merge") return merge_base_first(all);
    if (strategy == "merge_all") return merge_all(all);
    if (strategy == "same") return merge_same(all);
    errors.push_back(
        format("the option top_file_merging_strategy is '{}'; there are merge, "
               "merge_all and same",
               strategy));
    return {};
}

Map& Top::targets_of(Merged& merged, const std::string& environment) const {
    for (auto& [name, targets] : merged)
        if (name == environment) return targets;
    return merged.emplace_back(environment, call_.map()).second;
}

// Targets that are there already get a new list.
void Top::add(Merged& merged, const std::string& environment, const Value& targets) const {
    targets_of(merged, environment).update(targets);
}

// Targets that are there already get the SLS names that they do not have yet, and the matcher of
// the later file.
void Top::add_all(Merged& merged, const std::string& environment, const Value& targets) const {
    Map& present = targets_of(merged, environment);
    for (const Pair& target : targets.pairs()) {
        const Value* before = present.find(target.key);
        if (before == nullptr) {
            present.set(target.key, target.value);
            continue;
        }
        List together = call_.list();
        Value matcher;
        std::set<std::string_view> names;
        for (const Value& list : {*before, target.value})
            for (const Value& item : list.items())
                if (item.is_map()) matcher = item;
        if (!matcher.is_nil()) together.add(matcher);
        for (const Value& list : {*before, target.value})
            for (const Value& item : list.items())
                if (item.is_str() && names.insert(item.str()).second) together.add(item);
        present.set(target.key, together.value());
    }
}

// What the top files of "base" say counts for all environments. Another environment's top files
// count for itself, unless base has a section for it.
Top::Merged Top::merge_base_first(const std::vector<Files>& all) const {
    Merged merged;
    const auto take = [&](const std::string& environment, const Value& targets) {
        add(merged, environment, targets);
    };
    for (const Files& files : all)
        if (files.environment == "base")
            for (const Value& top : files.tops) each_section(top, take);
    std::set<std::string> by_base;
    for (const auto& [environment, targets] : merged) by_base.insert(environment);
    for (const Files& files : all) {
        if (files.environment == "base") continue;
        for (const Value& top : files.tops)
            each_section(top, [&](const std::string& environment, const Value& targets) {
                if (environment == files.environment && !by_base.contains(environment))
                    add(merged, environment, targets);
            });
    }
    return merged;
}

Top::Merged Top::merge_all(const std::vector<Files>& all) const {
    Merged merged;
    for (const Files& files : all)
        for (const Value& top : files.tops)
            each_section(top, [&](const std::string& environment, const Value& targets) {
                add_all(merged, environment, targets);
            });
    return merged;
}

// Each environment's top files count for itself; one that has none uses those of default_top.
Top::Merged Top::merge_same(const std::vector<Files>& all) const {
    const std::string_view fallback = call_.option("default_top").str_or("base");
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const Files& files) { return files.environment == fallback; });
    Merged merged;
    for (const Files& files : all) {
        const bool own = !files.tops.empty() || found == all.end();
        for (const Value& top : own ? files.tops : found->tops)
            each_section(top, [&](const std::string& environment, const Value& targets) {
                if (environment == files.environment) add(merged, environment, targets);
            });
    }
    return merged;
}

// Takes the SLS names of a target that means this minion. A map among them names the matcher, an
// SLS of another environment, or with `subfilter` further targets.
void Top::select(Matches& matches, const std::string& environment, std::string_view target,
                 const Value& data) {
    if (!Target(call_).matches(match_kind(data), target)) return;
    names_of(matches, environment);
    for (const Value& item : data.items()) {
        if (item.is_str()) names_of(matches, environment).emplace_back(item.str());
        for (const Pair& pair : item.pairs()) {
            const std::string key = to_text(pair.key);
            if (key == "match") continue;
            if (key == "subfilter") {
                for (const Pair& inner : pair.value.pairs())
                    select(matches, environment, to_text(inner.key), inner.value);
            } else if (files_.has_environment(key)) {
                names_of(matches, key).push_back(to_text(pair.value));
            }
        }
    }
}

}  // namespace brine::state
