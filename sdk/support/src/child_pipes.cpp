// SPDX-License-Identifier: Apache-2.0
#include "child_pipes.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "eintr.hpp"
#include "signal_mask.hpp"

namespace brine::support {

InputWriter::InputWriter(UniqueFd fd, std::string_view text) noexcept
    : fd_(std::move(fd)), rest_(text) {}

void InputWriter::write_available() {
    const SuppressSigpipe no_sigpipe;
    while (!rest_.empty()) {
        const ssize_t count =
            retry_on_eintr([this] { return ::write(fd_.get(), rest_.data(), rest_.size()); });
        if (count < 0 && errno == EAGAIN) return;
        if (count < 0 && errno == EPIPE) break;
        if (count < 0) {
            throw std::system_error(errno, std::generic_category(),
                                    "cannot write to the standard input of a child");
        }
        rest_.remove_prefix(static_cast<std::size_t>(count));
    }
    close();
}

OutputReader::OutputReader(UniqueFd fd, std::size_t limit) noexcept
    : fd_(std::move(fd)), limit_(limit) {}

std::string_view OutputReader::read_available(std::span<char> buffer) {
    const ssize_t count =
        retry_on_eintr([&] { return ::read(fd_.get(), buffer.data(), buffer.size()); });
    if (count < 0) {
        if (errno == EAGAIN) return {};
        throw std::system_error(errno, std::generic_category(),
                                "cannot read the output of a child");
    }
    if (count == 0) fd_.reset();
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
    keep(bytes);
    return bytes;
}

void OutputReader::keep(std::string_view bytes) {
    const std::size_t room = limit_ - kept_.size();
    if (bytes.size() > room) truncated_ = true;
    kept_.append(bytes.substr(0, std::min(room, bytes.size())));
}

}  // namespace brine::support
