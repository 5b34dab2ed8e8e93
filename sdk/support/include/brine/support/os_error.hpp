// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace brine::support {

/// Throws std::system_error whose what() reads `OPERATION 'SUBJECT': REASON`, for example
/// `cannot replace '/etc/x': Permission denied`. `error_number` is an errno value.
[[noreturn]] void throw_os_error(int error_number, std::string_view operation,
                                 std::string_view subject);

}  // namespace brine::support
