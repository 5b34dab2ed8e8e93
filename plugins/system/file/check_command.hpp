// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/call.hpp>

#include <string>
#include <string_view>

#include "managed_file.hpp"

namespace brine::file {

// Runs `command PATH`. If it fails, makes `report` fail with its output, and answers false.
bool run_check(Call& call, Report& report, std::string_view command, std::string_view path);

// Puts the wanted content into a temporary file, in `directory` (empty: $TMPDIR or /tmp) and with
// `extension` at the end of its name, and has run_check() look at it.
bool check_content(Call& call, Report& report, std::string_view command, const WantedFile& wanted,
                   std::string_view directory, std::string_view extension);

}  // namespace brine::file
