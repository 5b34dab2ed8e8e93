// SPDX-License-Identifier: Apache-2.0
#include "brine/support/unique_fd.hpp"

#include <unistd.h>

#include <cerrno>

namespace brine::support {

void UniqueFd::reset(int fd) noexcept {
    const int old = std::exchange(fd_, fd);
    if (old < 0) return;
    const int saved_errno = errno;
    ::close(old);
    errno = saved_errno;
}

}  // namespace brine::support
