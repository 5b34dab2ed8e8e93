// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <vector>

namespace brine::support {

/// Creates the directory `path` and those missing above it, each with exactly `mode` whatever the
/// umask is. What exists stays as it is; symbolic links to directories are followed.
///
/// Returns the directories created, topmost first. Throws std::system_error `cannot create
/// directory 'PATH': REASON`, with ENOTDIR when something else is in the way.
std::vector<std::filesystem::path> make_directories(const std::filesystem::path& path, mode_t mode);

/// Removes `path`, with everything below if it is a directory. Symbolic links are removed, never
/// followed, also when somebody swaps one in meanwhile (only those in the directories before the
/// last component of `path` are followed, once). Uses a constant number of descriptors.
///
/// Returns what was removed, children before parents; empty when there was nothing at `path`.
/// Throws std::system_error `cannot remove 'PATH': REASON` at the first failure; what was removed
/// until then stays removed. A mount point gives EBUSY before anything below it is touched, a
/// directory replaced meanwhile gives ELOOP, ENOTDIR or ESTALE. Throws std::invalid_argument for
/// "/" and for paths that end in "." or "..".
std::vector<std::filesystem::path> remove_tree(const std::filesystem::path& path);

}  // namespace brine::support
