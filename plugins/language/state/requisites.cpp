// SPDX-License-Identifier: Apache-2.0
#include "requisites.hpp"

#include <algorithm>
#include <array>

namespace brine::state {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array names{
    "require"sv,    "require_any"sv, "watch"sv,     "watch_any"sv,     "prereq"sv,      "onfail"sv,
    "onfail_any"sv, "onfail_all"sv,  "onchanges"sv, "onchanges_any"sv, "prerequired"sv,
};

// What the targets of one kind of requisite, or of all, have shown.
struct Signs {
    bool unmet = false;
    bool fail = false;
    bool pre = false;     // a prediction without changes
    bool premet = false;  // a prediction with changes
    bool onfail = false;  // a success where a failure is waited for
    bool onchanges = false;
    bool onchanges_met = false;
    bool change = false;
    bool met = false;

    Signs& operator|=(const Signs& other) {
        unmet |= other.unmet;
        fail |= other.fail;
        pre |= other.pre;
        premet |= other.premet;
        onfail |= other.onfail;
        onchanges |= other.onchanges;
        onchanges_met |= other.onchanges_met;
        change |= other.change;
        met |= other.met;
        return *this;
    }
};

bool is_onfail(RequisiteKind kind) {
    return kind == RequisiteKind::onfail || kind == RequisiteKind::onfail_any ||
           kind == RequisiteKind::onfail_all;
}
bool is_onchanges(RequisiteKind kind) {
    return kind == RequisiteKind::onchanges || kind == RequisiteKind::onchanges_any;
}
bool is_watch(RequisiteKind kind) {
    return kind == RequisiteKind::watch || kind == RequisiteKind::watch_any;
}
bool one_is_enough(RequisiteKind kind) {
    return kind == RequisiteKind::require_any || kind == RequisiteKind::watch_any ||
           kind == RequisiteKind::onfail_any || kind == RequisiteKind::onchanges_any ||
           kind == RequisiteKind::onfail;
}

void note(Signs& signs, RequisiteKind kind, const Result& target) {
    if (is_onfail(kind)) {
        if (target.outcome.is_true()) {
            signs.onfail = true;
            return;
        }
    } else if (target.failed()) {
        signs.fail = true;
        return;
    }
    if (is_onchanges(kind)) {
        (target.changed ? signs.onchanges_met : signs.onchanges) = true;
    } else if (is_watch(kind) && target.changed) {
        signs.change = true;
    } else if (kind == RequisiteKind::prereq && !target.outcome.is_nil()) {
        signs.pre = true;
    } else if (kind == RequisiteKind::prerequired && !target.outcome.is_nil()) {
        // It has run before this one, which is all that is asked of it.
    } else {
        signs.premet |= kind == RequisiteKind::prereq;
        signs.met |= target.state_ran;
    }
}

// Which of the signs of one kind count.
void weigh(Signs& signs, RequisiteKind kind) {
    if (one_is_enough(kind)) {
        if (signs.met || signs.change || signs.onchanges_met) signs.fail = false;
        if (signs.onchanges_met) signs.onchanges = false;
        if (signs.met) signs.onfail = false;
    }
    if (kind == RequisiteKind::onfail_all && signs.onfail) signs.met = false;
}

Standing verdict(const Signs& signs) {
    if (signs.unmet) return Standing::unmet;
    if (signs.fail) return Standing::fail;
    if (signs.pre) return signs.premet ? Standing::met : Standing::pre;
    if (signs.onfail && !signs.onchanges_met) return Standing::onfail;
    if (signs.onchanges && !signs.onchanges_met) return Standing::onchanges;
    if (signs.change) return Standing::change;
    if (signs.onfail) return Standing::onfail;
    return Standing::met;
}

void add(const Chunk& chunk, std::string_view key, RequisiteKind kind, References& references,
         std::vector<Requisite>& requisites) {
    for (const Value& item : chunk.low[key].items()) {
        const Reference reference = Reference::parse(item);
        if (!reference.target.is_nil())
            requisites.push_back({kind, reference, &references.find(reference)});
    }
}

}  // namespace

std::string_view requisite_name(RequisiteKind kind) noexcept {
    return names[static_cast<std::size_t>(kind)];
}

std::vector<Requisite> requisites_of(const Chunk& chunk, References& references,
                                     FunctionTable& functions,
                                     const std::unordered_set<std::string>& disabled) {
    std::vector<Requisite> requisites;
    for (std::size_t n = 0; n < names.size(); ++n) {
        auto kind = static_cast<RequisiteKind>(n);
        const std::string_view key = names[n];
        if (!chunk.low.contains(key) || (!disabled.empty() && disabled.contains(std::string(key))))
            continue;
        if (is_watch(kind) && !functions.has(chunk.module, "mod_watch"))
            kind =
                kind == RequisiteKind::watch ? RequisiteKind::require : RequisiteKind::require_any;
        add(chunk, key, kind, references, requisites);
    }
    std::stable_sort(requisites.begin(), requisites.end(),
                     [](const Requisite& a, const Requisite& b) { return a.kind < b.kind; });
    return requisites;
}

Standing standing(const std::vector<Requisite>& requisites, const Outcomes& outcomes,
                  bool with_prerequired) {
    Signs all;
    Signs of_kind;
    for (std::size_t n = 0; n < requisites.size(); ++n) {
        const auto& [kind, reference, targets] = requisites[n];
        if (kind == RequisiteKind::prerequired && !with_prerequired) break;
        if (targets->empty()) return Standing::unmet;
        for (const Position target : *targets) {
            const Result* result = kind == RequisiteKind::prereq ? outcomes.predicted(target)
                                                                 : outcomes.finished(target);
            if (result == nullptr) return Standing::unmet;
            note(of_kind, kind, *result);
        }
        if (n + 1 < requisites.size() && requisites[n + 1].kind == kind) continue;
        weigh(of_kind, kind);
        all |= of_kind;
        of_kind = {};
    }
    return verdict(all);
}

}  // namespace brine::state
