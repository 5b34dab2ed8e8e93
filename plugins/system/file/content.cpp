// SPDX-License-Identifier: Apache-2.0
#include "content.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <brine/support/file.hpp>
#include <brine/support/os_error.hpp>
#include <brine/support/unique_fd.hpp>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

namespace brine::file {
namespace {

constexpr std::size_t piece_size = std::size_t{64} * 1024;

class Reader {
  public:
    explicit Reader(const std::string& path)
        : path_(path), file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)) {
        if (!file_ || ::fstat(file_.get(), &status_) != 0)
            support::throw_os_error(errno, "cannot read", path_);
    }

    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(status_.st_size); }

    // The next piece: `room` bytes, or fewer at the end of the file.
    std::string_view next(char* buffer, std::size_t room) {
        std::size_t filled = 0;
        while (filled < room) {
            const ssize_t got = ::read(file_.get(), buffer + filled, room - filled);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) support::throw_os_error(errno, "cannot read", path_);
            if (got == 0) break;
            filled += static_cast<std::size_t>(got);
        }
        return {buffer, filled};
    }

  private:
    const std::string& path_;
    support::UniqueFd file_;
    struct stat status_ {};
};

bool holds(Reader& file, std::string_view bytes) {
    std::array<char, piece_size> buffer;  // NOLINT: filled before it is read
    while (true) {
        const std::string_view piece = file.next(buffer.data(), buffer.size());
        if (piece.empty()) return bytes.empty();
        if (!bytes.starts_with(piece)) return false;
        bytes.remove_prefix(piece.size());
    }
}

bool hold_the_same(Reader& a, Reader& b) {
    std::array<char, piece_size> buffer_a;  // NOLINT: filled before it is read
    std::array<char, piece_size> buffer_b;  // NOLINT: filled before it is read
    while (true) {
        const std::string_view piece = a.next(buffer_a.data(), buffer_a.size());
        if (piece != b.next(buffer_b.data(), buffer_b.size())) return false;
        if (piece.empty()) return true;
    }
}

}  // namespace

Content Content::of_bytes(std::string bytes) {
    Content content;
    content.bytes_ = std::move(bytes);
    return content;
}

Content Content::of_file(std::string path) {
    Content content;
    content.path_ = std::move(path);
    return content;
}

bool Content::equals_file(const std::string& path) const {
    Reader other(path);
    if (bytes_) return other.size() == bytes_->size() && holds(other, *bytes_);
    Reader own(path_);
    // Files of the kernel have a size of 0 whatever is in them.
    const bool may_equal = own.size() == other.size() || own.size() == 0;
    return may_equal && hold_the_same(own, other);
}

const std::string& Content::bytes() const {
    if (!bytes_) bytes_ = support::read_file(path_);
    return *bytes_;
}

}  // namespace brine::file
