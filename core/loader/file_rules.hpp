// SPDX-License-Identifier: Apache-2.0
//
// Which files may be plugins: whoever can write one can run code as the user who loads it, so
// nobody else may be able to.
#pragma once

#include "core/loader/manifest.hpp"

#include <string>

namespace brine::core {

// Fills in the file's stamp and answers why it may not be loaded, naming rule and remedy; empty
// when it may.
[[nodiscard]] std::string file_refusal(const std::string& path, FileStamp& stamp);

// The same for a directory that is searched for plugins. A missing directory is no reason.
[[nodiscard]] std::string directory_refusal(const std::string& path);

}  // namespace brine::core
