// SPDX-License-Identifier: Apache-2.0
#include "moves.hpp"

#include <brine/support/atomic_file.hpp>
#include <brine/support/os_error.hpp>
#include <brine/support/unique_fd.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <vector>

namespace brine::pkgfiles {
namespace {

namespace fs = std::filesystem;
using support::throw_os_error;

struct stat status_of(const fs::path& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) throw_os_error(errno, "cannot read", path.native());
    return status;
}

void copy_file(const fs::path& from, const fs::path& to, const struct stat& status) {
    const support::UniqueFd source(::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!source) throw_os_error(errno, "cannot read", from.native());
    support::AtomicFile target(to);
    std::vector<char> buffer(std::size_t{64} << 10U);
    for (;;) {
        const ssize_t count = ::read(source.get(), buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw_os_error(errno, "cannot read", from.native());
        if (count == 0) break;
        target.append({buffer.data(), static_cast<std::size_t>(count)});
    }
    target.set_mode(status.st_mode & 07777U);
    target.set_owner(status.st_uid, status.st_gid);
    target.set_modification_time(std::chrono::sys_time<std::chrono::nanoseconds>(
        std::chrono::seconds(status.st_mtim.tv_sec) +
        std::chrono::nanoseconds(status.st_mtim.tv_nsec)));
    target.commit();
}

void copy_entry(const fs::path& from, const fs::path& to) {
    const struct stat status = status_of(from);
    if (S_ISLNK(status.st_mode))
        put_link(to, fs::read_symlink(from).native());
    else
        copy_file(from, to, status);
}

}  // namespace

void move_file(const fs::path& from, const fs::path& to) {
    if (::rename(from.c_str(), to.c_str()) == 0) {
        // Two names of one file: rename(2) leaves both.
        ::unlink(from.c_str());
        return;
    }
    if (errno != EXDEV) throw_os_error(errno, "cannot put in place", to.native());
    copy_entry(from, to);
    if (::unlink(from.c_str()) != 0) throw_os_error(errno, "cannot remove", from.native());
}

void keep_copy(const fs::path& path, const fs::path& backup) {
    if (::linkat(AT_FDCWD, path.c_str(), AT_FDCWD, backup.c_str(), 0) == 0) return;
    // Some file systems have no hard links, and some none of symbolic links or of others' files.
    if (errno != EXDEV && errno != EPERM && errno != EOPNOTSUPP && errno != EMLINK)
        throw_os_error(errno, "cannot keep a copy of", path.native());
    copy_entry(path, backup);
}

void put_link(const fs::path& path, const std::string& target) {
    const fs::path temporary = path.parent_path() / ("." + path.filename().native() + ".spm-new");
    if (::unlink(temporary.c_str()) != 0 && errno != ENOENT)
        throw_os_error(errno, "cannot remove", temporary.native());
    if (::symlink(target.c_str(), temporary.c_str()) != 0)
        throw_os_error(errno, "cannot create the link", path.native());
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        const int error = errno;
        ::unlink(temporary.c_str());
        throw_os_error(error, "cannot create the link", path.native());
    }
}

void flush(const fs::path& path) {
    const support::UniqueFd directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory) throw_os_error(errno, "cannot open", path.native());
    if (::syncfs(directory.get()) != 0) throw_os_error(errno, "cannot flush", path.native());
}

}  // namespace brine::pkgfiles
