// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/build.hpp>

namespace brine::output {

// The data with "********" in place of secrets, made in `memory` where there are any.
[[nodiscard]] Value without_secrets(const Value& data, Memory memory);

}  // namespace brine::output
