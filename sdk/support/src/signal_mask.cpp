// SPDX-License-Identifier: Apache-2.0
#include "signal_mask.hpp"

#include <cerrno>
#include <ctime>

#include "eintr.hpp"

namespace brine::support {
namespace {

sigset_t sigpipe_only() noexcept {
    sigset_t set;
    ::sigemptyset(&set);
    ::sigaddset(&set, SIGPIPE);
    return set;
}

bool sigpipe_pending() noexcept {
    sigset_t pending;
    ::sigemptyset(&pending);
    ::sigpending(&pending);
    return ::sigismember(&pending, SIGPIPE) == 1;
}

}  // namespace

BlockAllSignals::BlockAllSignals() noexcept {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &previous_);
}

BlockAllSignals::~BlockAllSignals() { ::pthread_sigmask(SIG_SETMASK, &previous_, nullptr); }

SuppressSigpipe::SuppressSigpipe() noexcept : was_pending_(sigpipe_pending()) {
    const sigset_t sigpipe = sigpipe_only();
    ::pthread_sigmask(SIG_BLOCK, &sigpipe, &previous_);
}

SuppressSigpipe::~SuppressSigpipe() {
    const int saved_errno = errno;
    // A SIGPIPE that was pending before is not ours to consume.
    if (!was_pending_) {
        const sigset_t sigpipe = sigpipe_only();
        const timespec no_wait{};
        retry_on_eintr([&] { return ::sigtimedwait(&sigpipe, nullptr, &no_wait); });
    }
    ::pthread_sigmask(SIG_SETMASK, &previous_, nullptr);
    errno = saved_errno;
}

}  // namespace brine::support
