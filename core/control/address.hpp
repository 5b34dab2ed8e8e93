// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <sys/un.h>

namespace brine::core {

// The address of a Unix socket. Error when the path is longer than the system can take.
[[nodiscard]] sockaddr_un unix_address(const std::string& path);

}  // namespace brine::core
