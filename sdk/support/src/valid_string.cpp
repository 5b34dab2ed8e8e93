// SPDX-License-Identifier: Apache-2.0
#include "valid_string.hpp"

#include <stdexcept>
#include <string>

namespace brine::support {

void require_no_nul(std::string_view text, std::string_view role) {
    if (text.find('\0') == std::string_view::npos) return;
    throw std::invalid_argument(std::string(role) + " contains a NUL byte");
}

void require_path(std::string_view path) {
    if (path.empty()) throw std::invalid_argument("path is empty");
    require_no_nul(path, "path");
}

}  // namespace brine::support
