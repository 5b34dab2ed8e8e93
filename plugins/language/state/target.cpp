// SPDX-License-Identifier: Apache-2.0
#include "target.hpp"

#include "compound.hpp"
#include "values.hpp"

#include <brine/support/glob.hpp>
#include <brine/support/text.hpp>

#include <algorithm>
#include <array>
#include <regex>

namespace brine::state {
namespace {

constexpr int max_nodegroup_depth = 32;

std::string lower(std::string_view text) {
    std::string copy(text);
    std::transform(copy.begin(), copy.end(), copy.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return copy;
}

// As Python's re.match: from the start, not to the end.
bool pcre_matches(std::string_view text, std::string_view pattern, bool any_case) {
    try {
        auto flags = std::regex::ECMAScript;
        if (any_case) flags |= std::regex::icase;
        const std::regex regex(std::string(pattern), flags);
        return std::regex_search(text.begin(), text.end(), regex,
                                 std::regex_constants::match_continuous);
    } catch (const std::regex_error& error) {
        throw Error(format("the regular expression '{}' of a target cannot be used: {}", pattern,
                           error.what()));
    }
}

bool list_matches(std::string_view id, std::string_view list) {
    const auto names = support::split(list, ',');
    return std::find(names.begin(), names.end(), id) != names.end();
}

bool scalar_matches(const Value& value, std::string_view pattern, Comparison comparison) {
    const std::string text = to_text(value);
    switch (comparison) {
        case Comparison::glob:
            return support::glob_matches(lower(text), lower(pattern));
        case Comparison::pcre:
            return pcre_matches(text, pattern, true);
        case Comparison::exact:
            return lower(text) == lower(pattern);
    }
    return false;
}

bool below_map(const Value& map, std::string_view pattern, char delimiter, Comparison comparison);

bool item_matches(const Value& value, std::string_view pattern, char delimiter,
                  Comparison comparison) {
    if (value.is_map()) return below_map(value, pattern, delimiter, comparison);
    if (!value.is_list()) return scalar_matches(value, pattern, comparison);
    const auto items = value.items();
    return std::any_of(items.begin(), items.end(), [&](const Value& item) {
        return (item.is_map() && below_map(item, pattern, delimiter, comparison)) ||
               scalar_matches(item, pattern, comparison);
    });
}

// The rest of the pattern against a map: a key of it, a path below it, or with "*:" in front
// anything below any key.
bool below_map(const Value& map, std::string_view pattern, char delimiter, Comparison comparison) {
    const std::array<char, 2> any_key{'*', delimiter};
    const bool wildcard = pattern.starts_with(std::string_view(any_key.data(), any_key.size()));
    if (wildcard) pattern.remove_prefix(any_key.size());
    if (pattern == "*" || map.contains(pattern)) return true;
    if (subtree_matches(map, pattern, delimiter, comparison)) return true;
    if (!wildcard) return false;
    const auto pairs = map.pairs();
    return std::any_of(pairs.begin(), pairs.end(), [&](const Pair& pair) {
        return item_matches(pair.value, pattern, delimiter, comparison);
    });
}

}  // namespace

bool subtree_matches(const Value& data, std::string_view pattern, char delimiter,
                     Comparison comparison) {
    // The longest path first, as a value may have delimiters of its own.
    for (std::size_t cut = pattern.rfind(delimiter); cut != std::string_view::npos && cut > 0;
         cut = pattern.rfind(delimiter, cut - 1)) {
        const std::string_view path = pattern.substr(0, cut);
        const bool all = path == "*";
        std::string colons(path);
        std::replace(colons.begin(), colons.end(), delimiter, ':');
        const Value found = all ? data : traverse(data, colons);
        if (found.is_nil() || (found.is_map() && found.size() == 0)) continue;
        if (item_matches(found, all ? pattern : pattern.substr(cut + 1), delimiter, comparison))
            return true;
    }
    return false;
}

Target::Target(Call& call) : call_(call), id_(call.option("id").str_or("")) {}

bool Target::matches(std::string_view kind, std::string_view pattern) {
    if (kind == "compound")
        return compound_matches(pattern, [this](std::string_view word_kind, std::string_view word) {
            return matches(word_kind, word);
        });
    if (kind == "glob") return support::glob_matches(id_, pattern);
    if (kind == "list") return list_matches(id_, pattern);
    if (kind == "pcre") return pcre_matches(id_, pattern, false);
    if (kind == "nodegroup") {
        const Value group = call_.option("nodegroups")[pattern];
        if (group.is_nil()) return false;
        if (++nodegroup_depth_ > max_nodegroup_depth)
            throw Error(format("the nodegroup '{}' contains itself", pattern));
        const std::string members =
            group.is_list() ? support::join(split_names(group), " ") : to_text(group);
        const bool found = matches("compound", members);
        --nodegroup_depth_;
        return found;
    }
    return data_matches(kind, pattern);
}

bool Target::data_matches(std::string_view kind, std::string_view pattern) {
    const std::size_t end = std::min(kind.find('_'), kind.size());
    const std::string_view source = kind.substr(0, end);
    const std::string_view way = kind.substr(end);
    const bool exact = way == "_exact" && source == "pillar";
    if ((source != "grain" && source != "pillar") || (way != "" && way != "_pcre" && !exact))
        throw Error(
            format("the target '{}' of a top file cannot be matched: the kind '{}' is not "
                   "supported",
                   pattern, kind));
    Comparison comparison = Comparison::glob;
    if (way == "_pcre") comparison = Comparison::pcre;
    if (exact) comparison = Comparison::exact;
    if (source == "pillar")
        return subtree_matches(call_.lookup("pillar"), pattern, ':', comparison);
    // Only the grain that is asked for: making all of them takes time.
    const std::string_view name = pattern.substr(0, pattern.find(':'));
    if (name == "*") return subtree_matches(call_.lookup("grains"), pattern, ':', comparison);
    const Value grain = entry(call_.memory(), Value::stable(name), call_.grain(name));
    return subtree_matches(grain, pattern, ':', comparison);
}

}  // namespace brine::state
