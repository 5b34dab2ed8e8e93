// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace brine::support {

/// A user of the system's user database, with the groups a login would get.
struct UserIdentity {
    std::string name;
    uid_t uid = 0;
    gid_t gid = 0;
    /// Supplementary groups, `gid` included.
    std::vector<gid_t> groups;
    std::string home;
    std::string shell;
};

/// Looks `name` up by NSS. Throws std::invalid_argument `unknown user 'NAME'` when there is no
/// such user, std::system_error when the database cannot be read. Thread-safe.
UserIdentity find_user(const std::string& name);

}  // namespace brine::support
