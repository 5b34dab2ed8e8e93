// SPDX-License-Identifier: Apache-2.0
#include "look.hpp"

#include <brine/support/digest.hpp>
#include <brine/support/os_error.hpp>

#include <sys/stat.h>

#include <cerrno>
#include <filesystem>

namespace brine::pkgfiles {
namespace {

std::string_view type_of(mode_t mode) {
    if (S_ISREG(mode)) return "file";
    if (S_ISDIR(mode)) return "dir";
    if (S_ISLNK(mode)) return "link";
    return "other";
}

}  // namespace

Value look_at(Call& call, const std::string& path, std::string_view digest) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) {
        if (errno == ENOENT || errno == ENOTDIR) return {};
        support::throw_os_error(errno, "cannot look at", path);
    }
    Map found(call.memory());
    found.add("type", Value::stable(type_of(status.st_mode)));
    found.add("size", static_cast<std::int64_t>(status.st_size));
    found.add("mode", static_cast<std::int64_t>(status.st_mode & 07777U));
    found.add("uid", static_cast<std::int64_t>(status.st_uid));
    found.add("gid", static_cast<std::int64_t>(status.st_gid));
    found.add("link", S_ISLNK(status.st_mode)
                          ? call.str(std::filesystem::read_symlink(path).native())
                          : Value(""));
    if (!digest.empty() && S_ISREG(status.st_mode))
        found.add("digest",
                  call.str(support::digest_file(support::parse_digest_algorithm(digest), path)));
    return found.value();
}

Value look(Call& call, Value paths, std::string_view digest) {
    List all(call.memory());
    all.reserve(paths.size());
    for (const Value& path : paths.items())
        all.add(look_at(call, std::string(path.bytes()), digest));
    return all.value();
}

}  // namespace brine::pkgfiles
