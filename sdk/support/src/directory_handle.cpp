// SPDX-License-Identifier: Apache-2.0
#include "directory_handle.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <memory>
#include <string_view>

#include "brine/support/os_error.hpp"

namespace brine::support {
namespace {

struct CloseDirectory {
    void operator()(DIR* stream) const noexcept { ::closedir(stream); }
};

}  // namespace

UniqueFd open_directory_at(int parent, const char* name) noexcept {
    return UniqueFd(
        ::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
}

DirectoryStatus directory_status(const UniqueFd& directory, const std::string& path) {
    struct statx status {};
    if (::statx(directory.get(), "", AT_EMPTY_PATH, STATX_INO, &status) != 0) {
        throw_os_error(errno, "cannot remove", path);
    }
    return {.identity = {.device_major = status.stx_dev_major,
                         .device_minor = status.stx_dev_minor,
                         .inode = status.stx_ino},
            // Zero where the kernel (before 5.8) does not know.
            .is_mount_point = (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0};
}

std::vector<std::string> directory_entries(const UniqueFd& directory, const std::string& path) {
    // The stream owns its descriptor, so it gets another one.
    UniqueFd copy = open_directory_at(directory.get(), ".");
    const std::unique_ptr<DIR, CloseDirectory> stream(copy ? ::fdopendir(copy.get()) : nullptr);
    if (!stream) throw_os_error(errno, "cannot remove", path);
    static_cast<void>(copy.release());
    std::vector<std::string> names;
    while (true) {
        errno = 0;
        const dirent* entry = ::readdir(stream.get());
        if (entry == nullptr) break;
        const std::string_view name(entry->d_name);
        if (name != "." && name != "..") names.emplace_back(name);
    }
    if (errno != 0) throw_os_error(errno, "cannot remove", path);
    return names;
}

}  // namespace brine::support
