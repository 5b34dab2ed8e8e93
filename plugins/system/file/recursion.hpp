// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/value.hpp>

namespace brine::file {

// The argument recurse of file.directory: what is enforced below the directory.
struct Recursion {
    bool wanted = false;
    bool user = false;
    bool group = false;
    bool mode = false;
    bool ignore_files = false;
    bool ignore_dirs = false;
    bool silent = false;
};

// Throws Error, with Salt's words, for anything but a list of the known names.
[[nodiscard]] Recursion parse_recursion(const Value& recurse);

}  // namespace brine::file
