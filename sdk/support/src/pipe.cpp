// SPDX-License-Identifier: Apache-2.0
#include "pipe.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "brine/support/os_error.hpp"

namespace brine::support {
namespace {

[[noreturn]] void throw_pipe_error() {
    throw std::system_error(errno, std::generic_category(), "cannot create a pipe");
}

UniqueFd above_standard(UniqueFd fd) {
    if (fd.get() > STDERR_FILENO) return fd;
    UniqueFd moved(::fcntl(fd.get(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
    if (!moved) throw_pipe_error();
    return moved;
}

}  // namespace

Pipe make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw_pipe_error();
    UniqueFd reader(ends[0]);
    UniqueFd writer(ends[1]);
    return {above_standard(std::move(reader)), above_standard(std::move(writer))};
}

UniqueFd open_null_device() {
    UniqueFd fd(::open("/dev/null", O_RDWR | O_CLOEXEC));
    if (!fd) throw_os_error(errno, "cannot open", "/dev/null");
    return above_standard(std::move(fd));
}

void set_non_blocking(const UniqueFd& fd) {
    const int flags = ::fcntl(fd.get(), F_GETFL);
    if (flags < 0 || ::fcntl(fd.get(), F_SETFL, flags | O_NONBLOCK) != 0) throw_pipe_error();
}

}  // namespace brine::support
