// SPDX-License-Identifier: Apache-2.0
#include "brine/support/atomic_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <stdexcept>

#include "brine/support/os_error.hpp"
#include "eintr.hpp"
#include "path_location.hpp"
#include "random_name.hpp"

namespace brine::support {
namespace {

constexpr mode_t private_mode = 0600;
constexpr mode_t permission_bits = 07777;
// Of some 10^10 names: running out of luck this often means that something else is wrong.
constexpr int max_attempts = 100;

std::filesystem::path resolve(const std::filesystem::path& path, LinkPolicy links) {
    return links == LinkPolicy::resolve_links ? resolve_final_links(path) : path;
}

UniqueFd open_directory(const PathLocation& location, const std::filesystem::path& target) {
    UniqueFd directory(::open(location.openable_directory(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory) throw_os_error(errno, "cannot replace", target.native());
    return directory;
}

std::optional<struct stat> status_of(const UniqueFd& directory, const std::string& name,
                                     const std::filesystem::path& target) {
    struct stat status {};
    if (::fstatat(directory.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) return status;
    if (errno == ENOENT) return std::nullopt;
    throw_os_error(errno, "cannot replace", target.native());
}

void require_replaceable(mode_t mode, const std::filesystem::path& target) {
    if (S_ISREG(mode) || S_ISLNK(mode)) return;
    if (S_ISDIR(mode)) throw_os_error(EISDIR, "cannot replace", target.native());
    throw_os_error(EOPNOTSUPP, "cannot replace the special file", target.native());
}

timespec to_timespec(std::chrono::sys_time<std::chrono::nanoseconds> time) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    return {.tv_sec = static_cast<time_t>(seconds.time_since_epoch().count()),
            .tv_nsec = static_cast<long>((time - seconds).count())};
}

// Some file systems have nothing to flush for a directory, and say so.
bool flush_directory(const UniqueFd& directory) {
    return retry_on_eintr([&] { return ::fsync(directory.get()); }) == 0 || errno == EINVAL;
}

}  // namespace

AtomicFile::AtomicFile(const std::filesystem::path& path, LinkPolicy links) {
    target_ = resolve(locate(path).path(), links);
    const PathLocation location = locate(target_);
    name_ = location.name;
    directory_ = open_directory(location, target_);
    replaced_ = status_of(directory_, name_, target_);
    if (replaced_) require_replaceable(replaced_->st_mode, target_);
    create_temporary();
}

AtomicFile::~AtomicFile() {
    // A destructor cannot tell that the removal failed; a file of mode 0600 stays behind then.
    if (directory_ && !temporary_name_.empty()) {
        ::unlinkat(directory_.get(), temporary_name_.c_str(), 0);
    }
}

void AtomicFile::create_temporary() {
    // As mkostemp(3) does, but in the directory that we hold open.
    for (int attempt = 0; attempt < max_attempts; ++attempt) {
        std::string name = temporary_name_for(name_);
        const int fd = retry_on_eintr([&] {
            return ::openat(directory_.get(), name.c_str(),
                            O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, private_mode);
        });
        if (fd >= 0) {
            file_.reset(fd);
            temporary_name_ = std::move(name);
            return;
        }
        if (errno != EEXIST) break;
    }
    throw_os_error(errno, "cannot create a temporary file to replace", target_.native());
}

std::filesystem::path AtomicFile::temporary_path() const {
    require_usable();
    return target_.parent_path() / temporary_name_;
}

void AtomicFile::require_usable() const {
    if (!file_)
        throw std::invalid_argument("already committed or moved: '" + target_.native() + "'");
}

void AtomicFile::append(std::string_view bytes) {
    require_usable();
    while (!bytes.empty()) {
        const ssize_t count =
            retry_on_eintr([&] { return ::write(file_.get(), bytes.data(), bytes.size()); });
        if (count < 0) {
            failed_ = true;
            throw_os_error(errno, "cannot write", target_.native());
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

void AtomicFile::set_owner(std::optional<uid_t> uid, std::optional<gid_t> gid) noexcept {
    uid_ = uid;
    gid_ = gid;
}

void AtomicFile::commit() {
    require_usable();
    if (failed_) {
        throw std::invalid_argument("contents are incomplete: '" + target_.native() + "'");
    }
    apply_metadata();
    if (retry_on_eintr([this] { return ::fsync(file_.get()); }) != 0) {
        throw_os_error(errno, "cannot write", target_.native());
    }
    if (::renameat(directory_.get(), temporary_name_.c_str(), directory_.get(), name_.c_str()) !=
        0) {
        throw_os_error(errno, "cannot replace", target_.native());
    }
    temporary_name_.clear();
    file_.reset();
    if (!flush_directory(directory_)) {
        throw_os_error(errno, "cannot flush the directory of", target_.native());
    }
}

void AtomicFile::apply_metadata() {
    // A change of the owner clears the set-id bits, hence the mode afterwards.
    apply_owner();
    if (mode_ && ::fchmod(file_.get(), *mode_ & permission_bits) != 0) {
        throw_os_error(errno, "cannot set the mode of", target_.native());
    }
    if (modification_time_) apply_modification_time();
}

void AtomicFile::apply_owner() {
    if (!uid_ && !gid_) return;
    struct stat status {};
    if (::fstat(file_.get(), &status) != 0) {
        throw_os_error(errno, "cannot set the owner of", target_.native());
    }
    const uid_t uid = uid_.value_or(status.st_uid);
    const gid_t gid = gid_.value_or(status.st_gid);
    // Some file systems refuse even a change that changes nothing.
    if (uid == status.st_uid && gid == status.st_gid) return;
    if (::fchown(file_.get(), uid, gid) != 0) {
        throw_os_error(errno, "cannot set the owner of", target_.native());
    }
}

void AtomicFile::apply_modification_time() {
    const std::array<timespec, 2> times{timespec{.tv_sec = 0, .tv_nsec = UTIME_OMIT},
                                        to_timespec(*modification_time_)};
    if (::futimens(file_.get(), times.data()) != 0) {
        throw_os_error(errno, "cannot set the modification time of", target_.native());
    }
}

}  // namespace brine::support
