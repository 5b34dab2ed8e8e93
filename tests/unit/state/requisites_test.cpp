// SPDX-License-Identifier: Apache-2.0
#include "requisites.hpp"

#include <brine/testing.hpp>
#include <catch2/catch.hpp>

#include <map>

namespace brine::state {
namespace {

using Kind = RequisiteKind;

// The chunks 0 to 4 have: succeeded, succeeded with changes, failed, failed with changes, been
// skipped; 5 has pending changes, 6 has not run.
class Sample : public Outcomes {
  public:
    Sample() {
        set(0, true, false);
        set(1, true, true);
        set(2, false, false);
        set(3, false, true);
        set(4, true, false);
        results_[4].state_ran = false;
        set(5, nullptr, true);
    }
    [[nodiscard]] const Result* finished(Position chunk) const override {
        const auto found = results_.find(chunk);
        return found != results_.end() ? &found->second : nullptr;
    }
    [[nodiscard]] const Result* predicted(Position chunk) const override { return finished(chunk); }

  private:
    void set(Position chunk, const Value& outcome, bool changed) {
        results_[chunk].outcome = outcome;
        results_[chunk].changed = changed;
    }
    std::map<Position, Result> results_;
};

// What one requisite of a kind on the given chunks comes to.
Standing one(Kind kind, const Positions& targets) {
    const std::vector<Requisite> requisites{{kind, {}, &targets}};
    return standing(requisites, Sample(), true);
}

TEST_CASE("require", "[state]") {
    CHECK(one(Kind::require, {0, 1, 5}) == Standing::met);
    CHECK(one(Kind::require, {0, 2}) == Standing::fail);
    CHECK(one(Kind::require, {4}) == Standing::met);
    CHECK(one(Kind::require, {0, 6}) == Standing::unmet);
    CHECK(one(Kind::require, {}) == Standing::unmet);
    CHECK(one(Kind::require_any, {0, 2}) == Standing::met);
    CHECK(one(Kind::require_any, {2, 3}) == Standing::fail);
}

TEST_CASE("watch", "[state]") {
    CHECK(one(Kind::watch, {0}) == Standing::met);
    CHECK(one(Kind::watch, {0, 1}) == Standing::change);
    CHECK(one(Kind::watch, {5}) == Standing::change);
    CHECK(one(Kind::watch, {1, 2}) == Standing::fail);
    CHECK(one(Kind::watch_any, {1, 2}) == Standing::change);
}

TEST_CASE("onchanges", "[state]") {
    CHECK(one(Kind::onchanges, {0}) == Standing::onchanges);
    CHECK(one(Kind::onchanges, {0, 1}) == Standing::met);
    CHECK(one(Kind::onchanges, {4}) == Standing::onchanges);
    CHECK(one(Kind::onchanges, {1, 3}) == Standing::fail);
    CHECK(one(Kind::onchanges_any, {1, 3}) == Standing::met);
    CHECK(one(Kind::onchanges_any, {0, 3}) == Standing::fail);
}

TEST_CASE("onfail", "[state]") {
    CHECK(one(Kind::onfail, {0}) == Standing::onfail);
    CHECK(one(Kind::onfail, {2}) == Standing::met);
    CHECK(one(Kind::onfail, {0, 2}) == Standing::met);
    CHECK(one(Kind::onfail_any, {0, 2}) == Standing::met);
    CHECK(one(Kind::onfail_all, {0, 2}) == Standing::onfail);
    CHECK(one(Kind::onfail_all, {2, 3}) == Standing::met);
    CHECK(one(Kind::onfail, {5}) == Standing::met);
}

TEST_CASE("prereq", "[state]") {
    CHECK(one(Kind::prereq, {0}) == Standing::pre);
    CHECK(one(Kind::prereq, {5}) == Standing::met);
    CHECK(one(Kind::prereq, {0, 5}) == Standing::met);
    CHECK(one(Kind::prereq, {2}) == Standing::fail);
    CHECK(one(Kind::prerequired, {1}) == Standing::met);
    CHECK(one(Kind::prerequired, {2}) == Standing::fail);
    CHECK(one(Kind::prerequired, {6}) == Standing::unmet);
}

TEST_CASE("Several kinds are weighed together", "[state]") {
    const Positions good{0};
    const Positions changed{1};
    const Positions failed{2};
    const auto two = [](Kind first, const Positions& a, Kind second, const Positions& b) {
        const std::vector<Requisite> requisites{{first, {}, &a}, {second, {}, &b}};
        return standing(requisites, Sample(), true);
    };
    CHECK(two(Kind::require, failed, Kind::onfail, failed) == Standing::fail);
    CHECK(two(Kind::require, good, Kind::onfail, failed) == Standing::met);
    CHECK(two(Kind::onfail, good, Kind::onchanges, changed) == Standing::onfail);
    CHECK(two(Kind::watch, changed, Kind::onchanges, good) == Standing::onchanges);
    CHECK(two(Kind::watch, changed, Kind::onchanges, changed) == Standing::change);
    CHECK(two(Kind::require_any, failed, Kind::require_any, good) == Standing::met);
}

TEST_CASE("States that wait can be left out of account", "[state]") {
    const Positions waiting{6};
    const std::vector<Requisite> requisites{{Kind::prerequired, {}, &waiting}};
    CHECK(standing(requisites, Sample(), false) == Standing::met);
    CHECK(standing(requisites, Sample(), true) == Standing::unmet);
}

}  // namespace
}  // namespace brine::state
