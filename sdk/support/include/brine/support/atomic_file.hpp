// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/stat.h>
#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "brine/support/unique_fd.hpp"

namespace brine::support {

/// What happens when the last component of a path to replace is a symbolic link. Links in the
/// directories before it are always followed.
enum class LinkPolicy {
    /// The link itself is replaced by a regular file; what it points to stays untouched.
    replace_link,
    /// The link stays, the file it finally points to is replaced, or created if it is missing.
    resolve_links,
};

/// New contents of a file that appear at its path all at once, on commit(), or not at all.
///
/// The data goes to a temporary file `.NAME.XXXXXX` of mode 0600 in the directory of the target,
/// which the destructor removes unless commit() succeeded. The directory is opened once, so
/// renaming it meanwhile does no harm. Extended attributes, ACLs and other hard links of the old
/// file are not carried over.
///
/// Every failure of the system throws std::system_error `cannot replace 'TARGET': REASON` (or
/// similar) and leaves the old file as it was. Not thread-safe; distinct objects are independent,
/// also with the same target: the last commit wins.
class AtomicFile {
  public:
    /// Creates the temporary file. A target that exists and is neither a regular file nor, with
    /// LinkPolicy::replace_link, a symbolic link is refused. Throws std::invalid_argument for a
    /// path without a file name.
    explicit AtomicFile(const std::filesystem::path& path,
                        LinkPolicy links = LinkPolicy::replace_link);
    AtomicFile(AtomicFile&&) noexcept = default;
    AtomicFile& operator=(AtomicFile&&) = delete;
    ~AtomicFile();

    /// The path that commit() replaces: links resolved as asked for.
    [[nodiscard]] const std::filesystem::path& target() const noexcept { return target_; }
    /// The temporary file, for those who validate contents before they are used.
    [[nodiscard]] std::filesystem::path temporary_path() const;

    /// Status of what was at target() when this object was made; absent if there was nothing.
    [[nodiscard]] const std::optional<struct stat>& replaced() const noexcept { return replaced_; }

    /// Writes `bytes` behind those written before. After a failure commit() refuses.
    void append(std::string_view bytes);

    /// The following take effect in commit(), in an order in which none undoes another.
    /// Permission bits including set-id and sticky; without this call the mode is 0600.
    void set_mode(mode_t mode) noexcept { mode_ = mode; }
    /// Absent: what the system gives to a new file.
    void set_owner(std::optional<uid_t> uid, std::optional<gid_t> gid) noexcept;
    void set_modification_time(std::chrono::sys_time<std::chrono::nanoseconds> time) noexcept {
        modification_time_ = time;
    }

    /// Flushes the file to disk, renames it to the target and flushes the directory. Throws
    /// std::invalid_argument when called twice or after a failed append. When only the flush of
    /// the directory fails, the new file is in place already, but may not survive a power cut.
    void commit();

  private:
    void require_usable() const;
    void create_temporary();
    void apply_metadata();
    void apply_owner();
    void apply_modification_time();

    std::filesystem::path target_;
    std::string name_;
    UniqueFd directory_;
    std::optional<struct stat> replaced_;
    // Empty when there is no temporary file.
    std::string temporary_name_;
    UniqueFd file_;
    bool failed_ = false;
    std::optional<mode_t> mode_;
    std::optional<uid_t> uid_;
    std::optional<gid_t> gid_;
    std::optional<std::chrono::sys_time<std::chrono::nanoseconds>> modification_time_;
};

}  // namespace brine::support
