// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "brine/support/atomic_file.hpp"
#include "brine/support/directory.hpp"

namespace brine::support {

/// The contents of the file at `path`; symbolic links are followed.
/// Throws std::system_error, with EFBIG when there are more than `limit` bytes (at most one byte
/// more than that is kept in memory).
std::string read_file(const std::filesystem::path& path,
                      std::size_t limit = std::numeric_limits<std::size_t>::max());

/// Mode and owner of a file that replace_file writes, most important first: what is set here;
/// those of the regular file replaced, if `keep_existing`; for a new file, mode 0666 less the
/// umask and what the system gives as owner.
struct ReplaceOptions {
    std::optional<mode_t> mode = std::nullopt;
    std::optional<uid_t> uid = std::nullopt;
    std::optional<gid_t> gid = std::nullopt;
    bool keep_existing = true;
    LinkPolicy links = LinkPolicy::replace_link;
};

/// Makes `contents` the contents of the file at `path`, atomically and durably; errors are those
/// of AtomicFile. In particular it is an error when an owner to keep cannot be kept.
void replace_file(const std::filesystem::path& path, std::string_view contents,
                  const ReplaceOptions& options = {});

}  // namespace brine::support
