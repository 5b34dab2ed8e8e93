// SPDX-License-Identifier: Apache-2.0
#include "programs.hpp"

#include <brine/support/process.hpp>

#include <cstdlib>

namespace brine::grains {

std::optional<std::string> find_program(std::string_view name) {
    const char* path = std::getenv("PATH");
    std::string directories = path == nullptr ? "" : std::string(path) + ":";
    directories += "/bin:/sbin:/usr/bin:/usr/sbin:/usr/local/bin";
    return support::find_program(name, directories);
}

}  // namespace brine::grains
