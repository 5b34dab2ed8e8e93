// SPDX-License-Identifier: Apache-2.0
#include "core/loader/file_rules.hpp"

#include <brine/format.hpp>

#include <cerrno>
#include <cstring>

#include <sys/stat.h>
#include <unistd.h>

namespace brine::core {
namespace {

constexpr std::int64_t nanoseconds = 1'000'000'000;

FileStamp stamp_of(const struct stat& info) {
    return {.device = info.st_dev,
            .inode = info.st_ino,
            .size = static_cast<std::uint64_t>(info.st_size),
            .modified = info.st_mtim.tv_sec * nanoseconds + info.st_mtim.tv_nsec,
            .changed = info.st_ctim.tv_sec * nanoseconds + info.st_ctim.tv_nsec};
}

// Why others than root and the running user could have put code there.
std::string ownership_refusal(const std::string& path, const struct stat& info) {
    if (info.st_uid != 0 && info.st_uid != ::geteuid())
        return format("is owned by user {}, neither root nor the running user (chown root '{}')",
                      info.st_uid, path);
    if ((info.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        return format("may be written by others than its owner (chmod go-w '{}')", path);
    return {};
}

}  // namespace

std::string file_refusal(const std::string& path, FileStamp& stamp) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0)
        return format("cannot be looked at: {}", std::strerror(errno));
    stamp = stamp_of(info);
    if (!S_ISREG(info.st_mode)) return "is not a regular file";
    return ownership_refusal(path, info);
}

std::string directory_refusal(const std::string& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
        if (errno == ENOENT) return {};
        return format("cannot be looked at: {}", std::strerror(errno));
    }
    if (!S_ISDIR(info.st_mode)) return "is not a directory";
    return ownership_refusal(path, info);
}

}  // namespace brine::core
