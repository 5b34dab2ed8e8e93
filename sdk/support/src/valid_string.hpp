// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace brine::support {

/// Throws std::invalid_argument when `text` holds a NUL byte: the kernel would silently take
/// only what precedes it. `role` says what the text is, for example "path".
void require_no_nul(std::string_view text, std::string_view role);

/// Throws std::invalid_argument when `path` is empty or holds a NUL byte.
void require_path(std::string_view path);

}  // namespace brine::support
