// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "brine/support/process.hpp"
#include "program_candidates.hpp"

namespace brine::support {
namespace {

bool is_executable_file(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
           ::faccessat(AT_FDCWD, path.c_str(), X_OK, AT_EACCESS) == 0;
}

}  // namespace

std::optional<std::string> find_program(std::string_view name, std::string_view search_path) {
    // A NUL byte cannot be part of a file name, so nothing is called so.
    if (name.find('\0') != std::string_view::npos) return std::nullopt;
    for (std::string& candidate : program_candidates(name, search_path)) {
        if (is_executable_file(candidate)) return std::move(candidate);
    }
    return std::nullopt;
}

}  // namespace brine::support
