// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace brine::support {

/// A path split into a directory and the entry in it.
struct PathLocation {
    /// Empty for the working directory.
    std::filesystem::path directory;
    std::string name;

    /// The directory as the argument of open(2).
    [[nodiscard]] const char* openable_directory() const noexcept {
        return directory.empty() ? "." : directory.c_str();
    }
    [[nodiscard]] std::filesystem::path path() const { return directory / name; }
};

/// Splits `path`, ignoring trailing slashes. Throws std::invalid_argument when its last component
/// is not the name of a directory entry: "/", "." and "..".
PathLocation locate(const std::filesystem::path& path);

/// Follows `path` while its last component is a symbolic link; the result may not exist.
/// Throws std::system_error, ELOOP for too many links.
std::filesystem::path resolve_final_links(const std::filesystem::path& path);

}  // namespace brine::support
