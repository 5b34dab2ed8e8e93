// SPDX-License-Identifier: Apache-2.0
#include "process_umask.hpp"

#include <sys/stat.h>

#include <charconv>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace brine::support {
namespace {

std::optional<mode_t> umask_from_proc() {
    constexpr std::string_view key = "Umask:\t";
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (!line.starts_with(key)) continue;
        mode_t mask = 0;
        const char* end = line.data() + line.size();
        const auto parsed = std::from_chars(line.data() + key.size(), end, mask, 8);
        if (parsed.ec == std::errc() && parsed.ptr == end) return mask;
    }
    return std::nullopt;
}

}  // namespace

mode_t current_umask() {
    if (const auto mask = umask_from_proc()) return *mask;
    const mode_t mask = ::umask(077);
    ::umask(mask);
    return mask;
}

}  // namespace brine::support
