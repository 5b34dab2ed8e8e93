// SPDX-License-Identifier: Apache-2.0
#include "manager/lock.hpp"

#include <brine/support/directory.hpp>
#include <brine/support/os_error.hpp>
#include <brine/support/text.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <thread>

namespace brine::spm {
namespace {

std::string holder(int fd) {
    std::array<char, 32> text{};
    const ssize_t size = ::pread(fd, text.data(), text.size(), 0);
    if (size <= 0) return "another process";
    return "process " + std::string(support::strip({text.data(), static_cast<std::size_t>(size)}));
}

}  // namespace

Lock::Lock(Session& session) {
    const std::filesystem::path path = session.settings.cache_dir / "lock";
    support::make_directories(path.parent_path(), 0755);
    // The lock dies with the process, however that ends; the file stays.
    file_.reset(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644));
    if (!file_) support::throw_os_error(errno, "cannot open the lock", path.native());
    const auto end =
        std::chrono::steady_clock::now() + std::chrono::seconds(session.wishes().wait_seconds);
    while (::flock(file_.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            support::throw_os_error(errno, "cannot take the lock", path.native());
        session.call.stop_if_cancelled();
        if (std::chrono::steady_clock::now() >= end)
            throw Busy(format("{} is changing packages, it holds '{}'; --wait SECONDS waits for it",
                              holder(file_.get()), path.native()));
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    const std::string pid = format("{}\n", static_cast<std::int64_t>(::getpid()));
    if (::ftruncate(file_.get(), 0) != 0 ||
        ::pwrite(file_.get(), pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size()))
        session.call.log(Level::debug, "the lock does not name its holder");
}

}  // namespace brine::spm
