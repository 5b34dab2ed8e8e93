// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "brine/support/unique_fd.hpp"

namespace brine::support {

/// Tells one directory from any other on the system.
struct DirectoryIdentity {
    std::uint32_t device_major = 0;
    std::uint32_t device_minor = 0;
    std::uint64_t inode = 0;

    bool operator==(const DirectoryIdentity&) const = default;
};

/// Opens the directory `name` in `parent` for reading; a symbolic link is refused. None, with
/// errno, on failure.
UniqueFd open_directory_at(int parent, const char* name) noexcept;

struct DirectoryStatus {
    DirectoryIdentity identity;
    bool is_mount_point = false;
};

/// Throws std::system_error with `path` as subject.
DirectoryStatus directory_status(const UniqueFd& directory, const std::string& path);

/// The names in `directory`, without "." and "..". Throws std::system_error with `path` as
/// subject.
std::vector<std::string> directory_entries(const UniqueFd& directory, const std::string& path);

}  // namespace brine::support
