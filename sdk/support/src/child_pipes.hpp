// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "brine/support/unique_fd.hpp"

namespace brine::support {

/// Feeds a text to the standard input of a child, as far as the child reads it.
class InputWriter {
  public:
    /// Nothing to write: is_open() is false.
    InputWriter() noexcept = default;
    /// `fd` is the non-blocking end for writing; `text` must outlive this object.
    InputWriter(UniqueFd fd, std::string_view text) noexcept;

    [[nodiscard]] bool is_open() const noexcept { return static_cast<bool>(fd_); }
    /// For poll(2): -1 when closed.
    [[nodiscard]] int descriptor() const noexcept { return fd_.get(); }

    /// Writes what fits now; closes at the end of the text or when nobody reads any more.
    /// Throws std::system_error.
    void write_available();
    void close() noexcept { fd_.reset(); }

  private:
    UniqueFd fd_;
    std::string_view rest_;
};

/// Collects one output stream of a child up to a limit.
class OutputReader {
  public:
    /// Nothing to read: is_open() is false.
    OutputReader() noexcept = default;
    /// `fd` is the non-blocking end for reading; at most `limit` bytes are kept.
    OutputReader(UniqueFd fd, std::size_t limit) noexcept;

    [[nodiscard]] bool is_open() const noexcept { return static_cast<bool>(fd_); }
    /// For poll(2): -1 when closed.
    [[nodiscard]] int descriptor() const noexcept { return fd_.get(); }

    /// Reads once into `buffer` and returns what came (a view of `buffer`): nothing when there is
    /// nothing yet, and at the end of the stream, which closes it. Throws std::system_error.
    std::string_view read_available(std::span<char> buffer);

    [[nodiscard]] bool truncated() const noexcept { return truncated_; }
    /// Moves the kept bytes out.
    [[nodiscard]] std::string take() noexcept { return std::move(kept_); }

  private:
    void keep(std::string_view bytes);

    UniqueFd fd_;
    std::size_t limit_ = 0;
    std::string kept_;
    bool truncated_ = false;
};

}  // namespace brine::support
