// SPDX-License-Identifier: Apache-2.0
//
// The requisites of a chunk, and what they come to once their targets have run.
#pragma once

#include "function_table.hpp"
#include "references.hpp"
#include "result.hpp"

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace brine::state {

// In the order in which they are looked at and in which their targets are run.
enum class RequisiteKind : std::uint8_t {
    require,
    require_any,
    watch,
    watch_any,
    prereq,
    onfail,
    onfail_any,
    onfail_all,
    onchanges,
    onchanges_any,
    prerequired,
};

[[nodiscard]] std::string_view requisite_name(RequisiteKind kind) noexcept;

// One entry of a requisite's list.
struct Requisite {
    RequisiteKind kind;
    Reference reference;
    const Positions* targets;  // of `References`, never null
};

// The requisites of a chunk, by kind. A watch is a require where the module has no mod_watch; those
// that are disabled and those whose target is nil are left out.
[[nodiscard]] std::vector<Requisite> requisites_of(const Chunk& chunk, References& references,
                                                   FunctionTable& functions,
                                                   const std::unordered_set<std::string>& disabled);

// What the requisites say about a chunk. The one further up wins when several apply.
enum class Standing {
    unmet,      // a target is missing or has not run yet
    fail,       // a target failed
    pre,        // the state that a prereq waits for will not change
    onfail,     // nothing failed that this one repairs
    onchanges,  // nothing changed that this one follows
    change,     // something watched has changed
    met,
};

// The results so far. Either pointer function answers null for a chunk that has none yet.
class Outcomes {
  public:
    Outcomes() = default;
    Outcomes(const Outcomes&) = delete;
    Outcomes& operator=(const Outcomes&) = delete;
    virtual ~Outcomes() = default;
    [[nodiscard]] virtual const Result* finished(Position chunk) const = 0;
    // Of the run in test mode that a prereq asks for.
    [[nodiscard]] virtual const Result* predicted(Position chunk) const = 0;
};

// `with_prerequired`: whether the states that wait for this one are to be considered.
[[nodiscard]] Standing standing(const std::vector<Requisite>& requisites, const Outcomes& outcomes,
                                bool with_prerequired);

}  // namespace brine::state
