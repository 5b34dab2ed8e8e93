// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "brine/support/file.hpp"
#include "brine/support/os_error.hpp"
#include "brine/support/unique_fd.hpp"
#include "eintr.hpp"
#include "valid_string.hpp"

namespace brine::support {
namespace {

constexpr std::size_t chunk_size = 64 * 1024;

// Size of the first read: the whole file and one byte to meet its end. Only a guess; files in
// /proc claim to be empty and others grow meanwhile.
std::size_t expected_size(const UniqueFd& file) {
    struct stat status {};
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0) {
        return chunk_size;
    }
    return static_cast<std::size_t>(status.st_size) + 1;
}

}  // namespace

std::string read_file(const std::filesystem::path& path, std::size_t limit) {
    require_path(path.native());
    const UniqueFd file(
        retry_on_eintr([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY); }));
    if (!file) throw_os_error(errno, "cannot read", path.native());
    // One byte beyond the limit tells a file that is too large from one that just fits.
    const std::size_t most = limit < std::string().max_size() ? limit + 1 : limit;
    std::string contents;
    std::size_t filled = 0;
    std::size_t step = expected_size(file);
    while (filled <= limit) {
        contents.resize(filled + std::min(step, most - filled));
        const ssize_t count = retry_on_eintr(
            [&] { return ::read(file.get(), contents.data() + filled, contents.size() - filled); });
        if (count < 0) throw_os_error(errno, "cannot read", path.native());
        filled += static_cast<std::size_t>(count);
        if (count == 0) break;
        step = chunk_size;
    }
    if (filled > limit) throw_os_error(EFBIG, "cannot read", path.native());
    contents.resize(filled);
    return contents;
}

}  // namespace brine::support
