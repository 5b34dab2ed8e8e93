// SPDX-License-Identifier: Apache-2.0
#include "path_check.hpp"

#include <brine/format.hpp>

#include "path.hpp"
#include "status.hpp"

namespace brine::file {

std::string unusable_path(std::string_view path) {
    if (!is_absolute(path)) return format("Specified file {} is not an absolute path", path);
    if (!exists(std::string(path))) return format("{}: file not found", path);
    return {};
}

}  // namespace brine::file
