// SPDX-License-Identifier: Apache-2.0
//
// Moving files between the directory of a transaction and their places, which may be on different
// file systems. Each function appears to others as one step: done, or not begun.
// All throw std::system_error that names the path.
#pragma once

#include <filesystem>

namespace brine::pkgfiles {

// Puts the file or link `from` in the place of `to`, with mode, owner and times.
void move_file(const std::filesystem::path& from, const std::filesystem::path& to);

// Makes `backup` a second name of the file or link `path`, or a copy.
void keep_copy(const std::filesystem::path& path, const std::filesystem::path& backup);

// Puts a symbolic link to `target` at `path`, in the place of a file or link.
void put_link(const std::filesystem::path& path, const std::string& target);

// Flushes the file systems of these paths.
void flush(const std::filesystem::path& path);

}  // namespace brine::pkgfiles
