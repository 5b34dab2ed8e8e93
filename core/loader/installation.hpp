// SPDX-License-Identifier: Apache-2.0
//
// Where the parts of this installation are, seen from the running program. A build tree has the
// same layout, so nothing needs to be installed to run.
#pragma once

#include <string>

namespace brine::core {

struct Installation {
    std::string plugins;  // directory of the built-in plugins
    std::string worker;   // the brine-worker program
};

// Throws std::system_error when the program cannot find itself.
[[nodiscard]] Installation find_installation();

}  // namespace brine::core
