// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

#include "brine/support/directory.hpp"
#include "brine/support/os_error.hpp"
#include "brine/support/unique_fd.hpp"
#include "valid_string.hpp"

namespace brine::support {
namespace {

constexpr mode_t permission_bits = 07777;

[[noreturn]] void throw_create_error(const std::filesystem::path& path) {
    throw_os_error(errno, "cannot create directory", path.native());
}

// O_PATH: passing through needs the permission to search, not to read.
UniqueFd open_existing(int parent, const std::filesystem::path& name) {
    return UniqueFd(::openat(parent, name.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
}

// The umask took its share of the mode, and mkdir(2) does not have to honour all bits of it.
void set_exact_mode(int parent, const std::filesystem::path& name, mode_t mode,
                    const std::filesystem::path& path) {
    const UniqueFd directory(
        ::openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!directory || ::fchmod(directory.get(), mode & permission_bits) != 0) {
        throw_create_error(path);
    }
}

// Returns whether this call created the directory, not somebody else a moment before.
bool create_one(int parent, const std::filesystem::path& name, mode_t mode,
                const std::filesystem::path& path) {
    constexpr mode_t owner_only = 0700;
    if (::mkdirat(parent, name.c_str(), owner_only) != 0) {
        if (errno == EEXIST) return false;
        throw_create_error(path);
    }
    set_exact_mode(parent, name, mode, path);
    return true;
}

}  // namespace

std::vector<std::filesystem::path> make_directories(const std::filesystem::path& path,
                                                    mode_t mode) {
    require_path(path.native());
    std::vector<std::filesystem::path> created;
    std::filesystem::path walked;
    UniqueFd current;
    for (const std::filesystem::path& component : path) {
        // A trailing slash yields an empty component.
        if (component.empty()) continue;
        walked /= component;
        const int parent = current ? current.get() : AT_FDCWD;
        UniqueFd next = open_existing(parent, component);
        if (!next && errno == ENOENT) {
            if (create_one(parent, component, mode, walked)) created.push_back(walked);
            next = open_existing(parent, component);
        }
        if (!next) throw_create_error(walked);
        current = std::move(next);
    }
    return created;
}

}  // namespace brine::support
