// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>
#include <brine/error.hpp>
#include <brine/format.hpp>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <random>
#include <string>

#include "path.hpp"
#include "status.hpp"
#include "symlink_state.hpp"

namespace brine::file {
namespace {

[[noreturn]] void fail_to_create(const std::string& path) {
    throw Error(format("Could not create '{}': {}", path, std::strerror(errno)));
}

// Makes the link under another name beside `path` and renames it.
void replace_by_link(const std::string& path, const std::string& target) {
    std::random_device random;
    const std::string temporary =
        joined(directory_of(path), format(".{}.{}{}", base_name(path), random(), random()));
    if (::symlink(target.c_str(), temporary.c_str()) != 0) fail_to_create(path);
    if (std::rename(temporary.c_str(), path.c_str()) == 0) return;
    const int error = errno;
    ::unlink(temporary.c_str());
    errno = error;
    fail_to_create(path);
}

}  // namespace

void make_link(const std::string& path, std::string_view target, bool force, bool atomic) {
    if (!is_absolute(path)) throw BadArgument(format("Link path must be absolute: {}", path));
    const bool link = is_link(path);
    if (link && normalized(link_target(path)) == normalized(target)) return;
    if (atomic) return replace_by_link(path, std::string(target));
    if (is_there(path)) {
        if (!force)
            throw Error(format(
                link ? "Found existing symlink: {}" : "Existing path is not a symlink: {}", path));
        if (::unlink(path.c_str()) != 0)
            throw Error(format("Could not remove '{}': {}", path, std::strerror(errno)));
    }
    if (::symlink(std::string(target).c_str(), path.c_str()) != 0) fail_to_create(path);
}

}  // namespace brine::file
