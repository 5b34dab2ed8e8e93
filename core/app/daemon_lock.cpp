// SPDX-License-Identifier: Apache-2.0
#include "core/app/daemon_lock.hpp"

#include <brine/format.hpp>
#include <brine/support/text.hpp>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace brine::core {
namespace {

std::string content_of(int descriptor) {
    std::array<char, 32> buffer{};
    const ssize_t got = ::pread(descriptor, buffer.data(), buffer.size(), 0);
    return std::string(
        support::strip({buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0}));
}

}  // namespace

DaemonLock::DaemonLock(std::string path) : path_(std::move(path)) {
    const auto fail = [this](const char* what) {
        const int error = errno;
        if (descriptor_ >= 0) ::close(descriptor_);
        throw std::system_error(error, std::generic_category(), what + (" '" + path_ + "'"));
    };
    descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (descriptor_ < 0) fail("cannot open the lock file");
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) fail("cannot lock");
        const std::string other = content_of(descriptor_);
        ::close(descriptor_);
        throw Error(format("brined runs already, as process {} (it holds '{}')", other, path_));
    }
    const std::string pid = std::to_string(::getpid()) + "\n";
    if (::ftruncate(descriptor_, 0) != 0 ||
        ::pwrite(descriptor_, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size()))
        fail("cannot write");
}

DaemonLock::~DaemonLock() {
    ::unlink(path_.c_str());
    ::close(descriptor_);
}

}  // namespace brine::core
