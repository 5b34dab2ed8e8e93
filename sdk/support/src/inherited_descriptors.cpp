// SPDX-License-Identifier: Apache-2.0
#include "inherited_descriptors.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <limits>

namespace brine::support {
namespace {

constexpr int first_inherited = STDERR_FILENO + 1;

bool mark(int fd) noexcept {
    // Inherited descriptors have no other flag to preserve; a gap in the table is no failure.
    return ::fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 || errno == EBADF;
}

// The number that `name` spells, -1 when it is not one ("." and "..").
int descriptor_number(const char* name) noexcept {
    int number = 0;
    for (; *name != '\0'; ++name) {
        if (*name < '0' || *name > '9') return -1;
        number = number * 10 + (*name - '0');
    }
    return number;
}

// Reads the directory by the bare system call since opendir(3) allocates.
bool mark_listed_in_proc() noexcept {
    const int directory = ::open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0) return false;
    alignas(dirent64) std::array<char, 4096> buffer{};
    ssize_t filled = 0;
    while ((filled = ::getdents64(directory, buffer.data(), buffer.size())) > 0) {
        for (ssize_t offset = 0; offset < filled;) {
            const auto* entry = reinterpret_cast<const dirent64*>(buffer.data() + offset);
            const int fd = descriptor_number(entry->d_name);
            if (fd >= first_inherited && !mark(fd)) return false;
            offset += entry->d_reclen;
        }
    }
    ::close(directory);
    return filled == 0;
}

bool mark_up_to_limit() noexcept {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return false;
    constexpr rlim_t highest = std::numeric_limits<int>::max();
    const int end = static_cast<int>(limit.rlim_cur < highest ? limit.rlim_cur : highest);
    for (int fd = first_inherited; fd < end; ++fd) {
        if (!mark(fd)) return false;
    }
    return true;
}

}  // namespace

bool mark_inherited_close_on_exec() noexcept {
    // close_range(2) is missing before Linux 5.11 and refused by some seccomp filters; /proc is
    // missing in some chroots; walking the whole table is slow but always there.
    return ::close_range(first_inherited, std::numeric_limits<unsigned>::max(),
                         CLOSE_RANGE_CLOEXEC) == 0 ||
           mark_listed_in_proc() || mark_up_to_limit();
}

}  // namespace brine::support
