// SPDX-License-Identifier: Apache-2.0
#include "text_file.hpp"

#include <brine/support/text.hpp>
#include <brine/support/unique_fd.hpp>

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace brine::grains {

namespace {

bool has_mode(const std::string& path, mode_t kind) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && (kind == 0 || (status.st_mode & S_IFMT) == kind);
}

}  // namespace

std::optional<std::string> read_bytes(const std::string& path, std::size_t limit) {
    const support::UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file) return std::nullopt;
    std::string bytes;
    while (bytes.size() < limit) {
        char block[16384];
        const ssize_t got = ::read(file.get(), block, sizeof block);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return std::nullopt;
        if (got == 0) break;
        bytes.append(block, std::min(static_cast<std::size_t>(got), limit - bytes.size()));
    }
    return bytes;
}

std::optional<std::string> read_text(const std::string& path, std::size_t limit) {
    auto bytes = read_bytes(path, limit);
    if (bytes && !support::utf8_valid(*bytes)) *bytes = support::utf8_replace_invalid(*bytes);
    return bytes;
}

std::optional<std::string> read_word(const std::string& path) {
    const auto text = read_text(path);
    if (!text) return std::nullopt;
    const std::string_view word = support::strip(*text);
    if (word.empty()) return std::nullopt;
    return std::string(word);
}

bool is_directory(const std::string& path) { return has_mode(path, S_IFDIR); }
bool is_file(const std::string& path) { return has_mode(path, S_IFREG); }
bool exists(const std::string& path) { return has_mode(path, 0); }

}  // namespace brine::grains
