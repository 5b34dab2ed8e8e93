// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chunks.hpp"
#include "function_table.hpp"
#include "settings.hpp"

#include <brine/call.hpp>

#include <string>
#include <string_view>
#include <unordered_set>

namespace brine::state {

// Calls each module's mod_init before its first state, and before the following ones until it
// answers true.
class ModInit {
  public:
    ModInit(Call& call, const Settings& settings, FunctionTable& functions)
        : call_(call), settings_(settings), functions_(functions) {}

    // CallError when the module's mod_init fails.
    void before(const Chunk& chunk);

  private:
    Call& call_;
    const Settings& settings_;
    FunctionTable& functions_;
    std::unordered_set<std::string_view> done_;
};

}  // namespace brine::state
