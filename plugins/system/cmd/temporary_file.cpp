// SPDX-License-Identifier: Apache-2.0
#include "temporary_file.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <brine/support/os_error.hpp>
#include <brine/support/unique_fd.hpp>
#include <brine/support/user.hpp>

#include <cerrno>
#include <cstdlib>

namespace brine::cmd {
namespace {

std::string temporary_directory() {
    const char* variable = std::getenv("TMPDIR");
    return variable != nullptr && *variable != '\0' ? variable : "/tmp";
}

}  // namespace

TemporaryFile::TemporaryFile(const std::string& directory, std::string_view suffix,
                             std::string_view contents, const std::string& owner)
    : path_((directory.empty() ? temporary_directory() : directory) + "/__salt.tmp.XXXXXX") {
    path_ += suffix;
    const support::UniqueFd file(::mkostemps(path_.data(), static_cast<int>(suffix.size()), 0));
    if (!file) support::throw_os_error(errno, "cannot create", path_);
    try {
        fill(file.get(), contents, owner);
    } catch (...) {
        ::unlink(path_.c_str());
        throw;
    }
}

TemporaryFile::~TemporaryFile() { ::unlink(path_.c_str()); }

void TemporaryFile::fill(int fd, std::string_view contents, const std::string& owner) const {
    constexpr mode_t owner_reads_and_runs = 0500;
    while (!contents.empty()) {
        const ssize_t written = ::write(fd, contents.data(), contents.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) support::throw_os_error(errno, "cannot write", path_);
        contents.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fchmod(fd, owner_reads_and_runs) != 0)
        support::throw_os_error(errno, "cannot set the mode of", path_);
    constexpr auto same_group = static_cast<gid_t>(-1);
    if (!owner.empty() && ::fchown(fd, support::find_user(owner).uid, same_group) != 0)
        support::throw_os_error(errno, "cannot set the owner of", path_);
}

}  // namespace brine::cmd
