// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace brine::support::test {

/// Status of what is at `path` itself, also of a link.
inline struct stat status_of(const std::filesystem::path& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) {
        throw std::system_error(errno, std::generic_category(), path.string());
    }
    return status;
}

/// The permission bits of what is at `path`.
inline mode_t mode_of(const std::filesystem::path& path) { return status_of(path).st_mode & 07777; }

inline std::size_t entry_count(const std::filesystem::path& directory) {
    const std::filesystem::directory_iterator entries(directory);
    return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
}

}  // namespace brine::support::test
