// SPDX-License-Identifier: Apache-2.0
//
// The hooks of formulas: states that run before anything is installed and after everything is.
#pragma once

#include "manager/session.hpp"

namespace brine::spm {

// Runs the field `pre_local_state` or `post_local_state` of a formula through the state system, and
// tells of `pre_tgt_state` or `post_tgt_state`, which a master would run. `when` is "pre" or
// "post". Error naming the states that failed.
void run_hook(Session& session, const Value& formula, std::string_view when);

[[nodiscard]] bool has_hook(const Value& formula, std::string_view when);

}  // namespace brine::spm
