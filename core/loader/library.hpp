// SPDX-License-Identifier: Apache-2.0
//
// From a file to the descriptor in it.
#pragma once

#include <brine/abi.h>

#include <string>

namespace brine::core {

// Checks that the file is a plugin of this ABI's major version before any of its code can run.
// Error with rule and remedy.
void require_plugin_symbol(const std::string& path);

// Maps the library for ever and answers its descriptor. A file that took the place of one which
// is mapped already is mapped beside it. Error when the system cannot load it. Any thread.
[[nodiscard]] const brine_plugin& map_library(const std::string& path);

}  // namespace brine::core
