// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/value.hpp>

namespace brine::module {

// Whether what a function returned counts as success: not false, no map with another `retcode`
// than 0, and nowhere in it a `result` that is false.
[[nodiscard]] bool succeeded(const Value& returned);

}  // namespace brine::module
