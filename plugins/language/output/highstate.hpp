// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings.hpp"

#include <stdexcept>

namespace brine::output {

// The data has not the shape of state results; the nested display takes it.
class NotStates : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// The results of state runs, {"minion": {"module_|-id_|-name_|-function": {...}}}: a block or a
// line per state in the order in which they ran, then a summary for each minion. A list in place
// of the states is shown as errors of compiling, text or a number as the return of a function.
// Scratch trees go to `memory`. Throws NotStates, and Error for a bad state_tabular.
[[nodiscard]] std::string highstate(const Value& data, const Settings& settings,
                                    const HighstateSettings& states, Memory memory);

}  // namespace brine::output
