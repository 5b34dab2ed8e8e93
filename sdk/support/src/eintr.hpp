// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cerrno>

namespace brine::support {

/// Repeats a system call, given as a callable that returns -1 on failure, until it ends for
/// another reason than a signal handler that ran meanwhile.
template <typename SystemCall>
auto retry_on_eintr(SystemCall call) noexcept(noexcept(call())) {
    auto result = call();
    while (result == -1 && errno == EINTR) result = call();
    return result;
}

}  // namespace brine::support
