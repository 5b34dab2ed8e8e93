// SPDX-License-Identifier: Apache-2.0
//
// From what is asked for to what is to be done: dependencies first, each package once.
#pragma once

#include "manager/repositories.hpp"

#include <set>

namespace brine::spm {

struct Step {
    Candidate candidate;
    Value installed;  // the record of what is there now, or nil
    bool explicit_wish = false;
};

struct Resolution {
    std::vector<Step> steps;            // in the order of installation
    std::vector<std::string> optional;  // names that formulas mention, installed ones marked
    std::vector<std::string> recommended;
    std::vector<std::string> warnings;
};

enum class Goal {
    // What is installed already is told, and is an error.
    install,
    // What is installed is replaced by what is newer.
    upgrade,
};

class Resolver {
  public:
    Resolver(Session& session, const Catalogue& catalogue);

    // Packages that are files, which come before those of the repositories.
    void offer(Candidate candidate);

    // Error when something is not to be had: all that is missing is named.
    [[nodiscard]] Resolution resolve(const std::vector<Demand>& demands, Goal goal);

  private:
    void want(const Demand& demand, const std::string& needed_by, bool explicit_wish);
    const Candidate* choose(const Demand& demand) const;
    void take(const Candidate& candidate, bool explicit_wish);
    void check_dependants() const;
    void check_machine(const Candidate& candidate);
    void mention(const Candidate& candidate, std::string_view field,
                 std::vector<std::string>& names) const;
    void refuse_missing(const std::vector<Demand>& demands) const;
    [[nodiscard]] bool newer_wanted(const Demand& demand, const Value& record) const;

    Session& session_;
    const Catalogue& catalogue_;
    Value installed_;
    std::map<std::string, Candidate, std::less<>> offered_;
    Goal goal_ = Goal::install;
    Resolution result_;
    std::map<std::string, Version, std::less<>> chosen_;
    std::vector<std::string> missing_;
};

// The version of a record or a formula.
[[nodiscard]] Version version_of(const Value& record);

// The demands of a field; a formula that others wrote badly demands nothing, with a warning.
[[nodiscard]] std::vector<Demand> demands_of(const Value& formula, std::string_view field);

}  // namespace brine::spm
