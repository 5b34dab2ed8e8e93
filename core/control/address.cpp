// SPDX-License-Identifier: Apache-2.0
#include "core/control/address.hpp"

#include <brine/format.hpp>

#include <cstring>

#include <sys/socket.h>

namespace brine::core {

sockaddr_un unix_address(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        throw Error(
            format("the socket path '{}' is longer than {} bytes; set sock_dir to a "
                   "shorter one",
                   path, sizeof address.sun_path - 1));
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return address;
}

}  // namespace brine::core
