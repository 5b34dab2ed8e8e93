// SPDX-License-Identifier: Apache-2.0
//
// Making, moving and removing files and directories.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "permissions.hpp"

namespace brine::file {

// Makes the directory `path` and those missing above it, each with the given permissions, or with
// what the umask leaves when there is no mode. Throws Error when a permission cannot be set,
// std::system_error when a directory cannot be made.
void make_directories(Memory memory, const std::string& path, const WantedPermissions& permissions);

// Makes the directories above `path` that are missing, likewise.
void make_parents(Memory memory, const std::string& path, const WantedPermissions& permissions);

// Removes whatever is at `path`; whether there was anything. Throws std::system_error.
bool remove_path(const std::string& path);

// Renames, or, if that is allowed, copies and removes when the target is on another file system.
// A target that is a directory is moved into. Throws std::system_error.
void move_path(const std::string& from, const std::string& to, bool may_copy = true);

// Copies a file with its permission bits, or a directory with all below it, links as links. `to`
// is not there yet, or a file if `from` is one. Throws std::system_error.
void copy_path(const std::string& from, const std::string& to);

// Makes a directory with the permission bits of another one, without what is in that. Throws
// std::system_error.
void make_directory_like(const std::string& from, const std::string& to);

// Creates the file if it is missing, and sets its times: seconds since 1970, now where nothing
// is given. Throws std::system_error.
void touch(const std::string& path, std::optional<double> access_time,
           std::optional<double> modification_time);

// A directory with the names of what is in it, sorted. Links to directories count as directories
// but are not entered.
struct Listing {
    std::string path;
    std::vector<std::string> directories;
    std::vector<std::string> files;
};

// `top` and the directories below it, from the top down. With a `max_depth` the directories at
// that depth are listed without their subdirectories. What cannot be read is left out.
[[nodiscard]] std::vector<Listing> walk(const std::string& top,
                                        std::optional<std::int64_t> max_depth = std::nullopt);

}  // namespace brine::file
