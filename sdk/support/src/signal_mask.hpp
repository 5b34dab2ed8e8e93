// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <signal.h>

namespace brine::support {

/// Blocks every signal in the calling thread for its lifetime, so that no handler of this program
/// runs in a freshly forked child.
class BlockAllSignals {
  public:
    BlockAllSignals() noexcept;
    ~BlockAllSignals();
    BlockAllSignals(const BlockAllSignals&) = delete;
    BlockAllSignals& operator=(const BlockAllSignals&) = delete;

  private:
    sigset_t previous_;
};

/// Keeps SIGPIPE away from this program while the calling thread writes, whatever its disposition
/// is: blocks the signal in this thread and consumes the one that a write caused.
class SuppressSigpipe {
  public:
    SuppressSigpipe() noexcept;
    ~SuppressSigpipe();
    SuppressSigpipe(const SuppressSigpipe&) = delete;
    SuppressSigpipe& operator=(const SuppressSigpipe&) = delete;

  private:
    sigset_t previous_;
    bool was_pending_;
};

}  // namespace brine::support
