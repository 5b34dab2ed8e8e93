// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

namespace brine::support {

/// Sole owner of a file descriptor; closes it when it dies.
///
/// The result of close(2) is dropped: on Linux the descriptor is gone either way, and a writer
/// that must know whether its data arrived calls fsync(2) before.
class UniqueFd {
  public:
    UniqueFd() noexcept = default;
    /// Takes ownership of `fd`; a negative value means "none".
    explicit UniqueFd(int fd) noexcept : fd_(fd) {}
    UniqueFd(UniqueFd&& other) noexcept : fd_(other.release()) {}
    UniqueFd& operator=(UniqueFd&& other) noexcept {
        if (this != &other) reset(other.release());
        return *this;
    }
    UniqueFd(const UniqueFd&) = delete;
    UniqueFd& operator=(const UniqueFd&) = delete;
    ~UniqueFd() { reset(); }

    /// The descriptor, or -1.
    [[nodiscard]] int get() const noexcept { return fd_; }
    explicit operator bool() const noexcept { return fd_ >= 0; }

    /// Gives up ownership without closing.
    [[nodiscard]] int release() noexcept { return std::exchange(fd_, -1); }

    /// Closes the descriptor held, if any, and takes ownership of `fd`. Preserves errno.
    void reset(int fd = -1) noexcept;

  private:
    int fd_ = -1;
};

}  // namespace brine::support
