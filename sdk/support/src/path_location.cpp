// SPDX-License-Identifier: Apache-2.0
#include "path_location.hpp"

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "brine/support/os_error.hpp"
#include "valid_string.hpp"

namespace brine::support {
namespace {

// The kernel's own limit.
constexpr int max_links = 40;

std::string without_trailing_slashes(std::string text) {
    while (text.size() > 1 && text.back() == '/') text.pop_back();
    return text;
}

}  // namespace

PathLocation locate(const std::filesystem::path& path) {
    require_path(path.native());
    const std::filesystem::path trimmed = without_trailing_slashes(path.native());
    PathLocation location{trimmed.parent_path(), trimmed.filename().string()};
    if (location.name.empty() || location.name == "." || location.name == "..") {
        throw std::invalid_argument("path does not end in a name: '" + path.native() + "'");
    }
    return location;
}

std::filesystem::path resolve_final_links(const std::filesystem::path& path) {
    std::filesystem::path current = path;
    for (int links = 0; links <= max_links; ++links) {
        std::error_code error;
        const std::filesystem::path next = std::filesystem::read_symlink(current, error);
        // EINVAL: not a link. ENOENT: nothing there, or a link to nothing.
        if (error.value() == EINVAL || error.value() == ENOENT) return current;
        if (error) throw_os_error(error.value(), "cannot resolve", path.native());
        current = current.parent_path() / next;
    }
    throw_os_error(ELOOP, "cannot resolve", path.native());
}

}  // namespace brine::support
