// SPDX-License-Identifier: Apache-2.0
//
// What holds for a whole state run.
#pragma once

#include <brine/call.hpp>

#include <string>
#include <unordered_set>

namespace brine::state {

// The arguments that all functions which compile or run states have in common.
struct RunArguments {
    Value test = {};     // bool, or nil: as configured
    Value pillar = {};   // a map laid over the pillar, or nil
    Value saltenv = {};  // a str, or nil: as configured
};

struct Settings {
    bool test = false;
    bool failhard = false;
    std::string saltenv;  // empty: none is chosen
    std::string jid;
    std::string minion_id;
    Value context;  // {test, pillar}: laid over the context of everything that the run calls
    std::unordered_set<std::string> disabled_requisites;
};

// Error for arguments that do not make sense.
[[nodiscard]] Settings make_settings(Call& call, const RunArguments& arguments);

// The option disabled_requisites.
[[nodiscard]] std::unordered_set<std::string> disabled_requisites(Call& call);

}  // namespace brine::state
