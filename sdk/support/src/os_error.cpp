// SPDX-License-Identifier: Apache-2.0
#include "brine/support/os_error.hpp"

#include <string>
#include <system_error>

namespace brine::support {

void throw_os_error(int error_number, std::string_view operation, std::string_view subject) {
    std::string what(operation);
    what.append(" '").append(subject).append("'");
    throw std::system_error(error_number, std::generic_category(), what);
}

}  // namespace brine::support
