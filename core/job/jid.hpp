// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace brine::core {

// The id of a new job: Salt's form, local date and time to the microsecond (20 digits); ascending
// and unique within the process. Any thread.
[[nodiscard]] std::string new_jid();

}  // namespace brine::core
