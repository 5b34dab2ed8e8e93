// SPDX-License-Identifier: Apache-2.0
#include "manager/resolver.hpp"

#include <brine/support/text.hpp>

#include <algorithm>

namespace brine::spm {

Version version_of(const Value& record) {
    return {.version = format("{}", record["version"]), .release = format("{}", record["release"])};
}

std::vector<Demand> demands_of(const Value& formula, std::string_view field) {
    const Value value = formula[field];
    if (!value.is_str()) return {};
    try {
        return parse_demands(value.str());
    } catch (const Error& error) {
        throw Error(format("{}: {}: {}", formula["name"], field, error.what()));
    }
}

Resolver::Resolver(Session& session, const Catalogue& catalogue)
    : session_(session), catalogue_(catalogue), installed_(installed_packages(session)) {}

void Resolver::offer(Candidate candidate) {
    std::string name = candidate.name;
    offered_.insert_or_assign(std::move(name), std::move(candidate));
}

Resolution Resolver::resolve(const std::vector<Demand>& demands, Goal goal) {
    goal_ = goal;
    for (const Demand& demand : demands) want(demand, "", true);
    refuse_missing(demands);
    check_dependants();
    for (const Step& step : result_.steps) {
        check_machine(step.candidate);
        mention(step.candidate, "optional", result_.optional);
        mention(step.candidate, "recommended", result_.recommended);
    }
    return std::move(result_);
}

void Resolver::refuse_missing(const std::vector<Demand>& demands) const {
    if (missing_.empty()) return;
    const bool asked_for = std::ranges::any_of(demands, [&](const Demand& demand) {
        return std::ranges::find(missing_, demand.text()) != missing_.end();
    });
    if (asked_for && missing_.size() == 1)
        throw Error(format("Unable to read formula for {}: no repository has it{}",
                           missing_.front(),
                           catalogue_.repositories().empty() ? "; none is configured" : ""));
    std::vector<std::string> names;
    for (const Demand& demand : demands) names.push_back(demand.name);
    throw Error(format("Cannot install {}, the following dependencies are needed:\n\n{}",
                       support::join(names, ", "), support::join(missing_, "\n")));
}

// Whether something newer than what is installed is to be had, and wanted.
bool Resolver::newer_wanted(const Demand& demand, const Value& record) const {
    const Candidate* best = choose(demand);
    return best != nullptr && best->version > version_of(record);
}

void Resolver::want(const Demand& demand, const std::string& needed_by, bool explicit_wish) {
    session_.call.stop_if_cancelled();
    if (const auto chosen = chosen_.find(demand.name); chosen != chosen_.end()) {
        if (demand.fits(chosen->second)) return;
        throw Error(format("{} needs {}, but {} {} is to be installed", needed_by, demand.text(),
                           demand.name, chosen->second.text()));
    }
    const Value record = installed_[demand.name];
    const bool there = !record.is_nil() && demand.fits(version_of(record));
    if (there && !explicit_wish) return;
    if (there && !session_.wishes().force) {
        if (goal_ == Goal::upgrade && !newer_wanted(demand, record)) return;
        if (goal_ == Goal::install && !offered_.contains(demand.name) &&
            demand.relation == Demand::Relation::any)
            throw Error(format("Package {} already installed, not installing again", demand.name));
    }
    const Candidate* candidate = choose(demand);
    if (candidate == nullptr) {
        if (std::ranges::find(missing_, demand.text()) == missing_.end())
            missing_.push_back(demand.text());
        return;
    }
    const bool same = !record.is_nil() && version_of(record) == candidate->version;
    if (same && explicit_wish && !session_.wishes().force)
        throw Error(format("Package {} already installed, not installing again", demand.name));
    take(*candidate, explicit_wish);
}

const Candidate* Resolver::choose(const Demand& demand) const {
    const auto offered = offered_.find(demand.name);
    if (offered != offered_.end())
        return demand.fits(offered->second.version) ? &offered->second : nullptr;
    const auto* candidates = catalogue_.find(demand.name);
    if (candidates == nullptr) return nullptr;
    const auto fit = std::ranges::find_if(
        *candidates, [&](const Candidate& c) { return demand.fits(c.version); });
    return fit != candidates->end() ? &*fit : nullptr;
}

// What it depends on comes first, except in a circle, which has no first.
void Resolver::take(const Candidate& candidate, bool explicit_wish) {
    chosen_.emplace(candidate.name, candidate.version);
    for (const Demand& demand : demands_of(candidate.formula, "dependencies"))
        want(demand, candidate.name, false);
    result_.steps.push_back({.candidate = candidate,
                             .installed = installed_[candidate.name],
                             .explicit_wish = explicit_wish});
}

// What stays installed must be content with what comes.
void Resolver::check_dependants() const {
    for (const Pair& pair : installed_.pairs()) {
        if (chosen_.contains(pair.key.str())) continue;
        for (const Demand& demand : demands_of(pair.value, "dependencies")) {
            const auto chosen = chosen_.find(demand.name);
            if (chosen == chosen_.end() || demand.fits(chosen->second)) continue;
            throw Error(format("{}, which is installed, needs {}; {} does not fit", pair.key,
                               demand.text(), chosen->second.text()));
        }
    }
}

void Resolver::check_machine(const Candidate& candidate) {
    const Value& formula = candidate.formula;
    for (const auto& [field, grain] : {std::pair{"os", "os"}, {"os_family", "os_family"}}) {
        const Value wanted = formula[field];
        if (!wanted.is_str() || wanted.size() == 0) continue;
        const Value here = session_.call.grain(grain);
        if (!here.is_str()) continue;
        const auto names = support::split(wanted.str(), ',');
        const bool supported = std::ranges::any_of(
            names, [&](std::string_view name) { return support::strip(name) == here.str(); });
        if (!supported)
            result_.warnings.push_back(format("{} is made for the {} {}, this machine has {}",
                                              candidate.name, field, wanted, here));
    }
    const Value minimum = formula["minimum_version"];
    if (minimum.is_nil()) return;
    const Value ours = session_.call.grain("saltversion");
    if (!ours.is_str() || compare_versions(ours.str(), format("{}", minimum)) >= 0) return;
    const std::string text = format("{} needs Salt {} or newer, this is compatible with {}",
                                    candidate.name, minimum, ours);
    if (!session_.wishes().force) throw Error(text + "; --force installs it all the same");
    result_.warnings.push_back(text);
}

void Resolver::mention(const Candidate& candidate, std::string_view field,
                       std::vector<std::string>& names) const {
    for (const Demand& demand : demands_of(candidate.formula, field)) {
        if (chosen_.contains(demand.name)) continue;
        std::string text = demand.text();
        if (installed_.contains(demand.name)) text += " [Installed]";
        if (std::ranges::find(names, text) == names.end()) names.push_back(std::move(text));
    }
}

}  // namespace brine::spm
