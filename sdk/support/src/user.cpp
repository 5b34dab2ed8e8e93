// SPDX-License-Identifier: Apache-2.0
#include "brine/support/user.hpp"

#include <grp.h>
#include <pwd.h>

#include <cerrno>
#include <stdexcept>

#include "brine/support/os_error.hpp"
#include "valid_string.hpp"

namespace brine::support {
namespace {

constexpr std::size_t first_record_size = 1024;
constexpr int first_group_count = 32;

// getpwnam_r(3) lists these, besides success without a record, as ways to say "not found".
bool means_not_found(int error_number) {
    return error_number == 0 || error_number == ENOENT || error_number == ESRCH;
}

std::vector<gid_t> groups_of(const std::string& name, gid_t primary) {
    std::vector<gid_t> groups;
    int count = first_group_count;
    int stored = -1;
    while (stored < 0) {
        // The call leaves the count it needs; growing on top of it keeps the loop finite should
        // a database not do so.
        const auto size = static_cast<std::size_t>(count);
        groups.resize(size > groups.size() ? size : groups.size() * 2);
        count = static_cast<int>(groups.size());
        stored = ::getgrouplist(name.c_str(), primary, groups.data(), &count);
    }
    groups.resize(static_cast<std::size_t>(count));
    return groups;
}

}  // namespace

UserIdentity find_user(const std::string& name) {
    require_no_nul(name, "user name");
    std::vector<char> record(first_record_size);
    passwd entry{};
    passwd* found = nullptr;
    int error_number = ERANGE;
    while (true) {
        error_number = ::getpwnam_r(name.c_str(), &entry, record.data(), record.size(), &found);
        if (error_number == ERANGE) {
            record.resize(record.size() * 2);
        } else if (error_number != EINTR) {
            break;
        }
    }
    if (found == nullptr) {
        if (means_not_found(error_number)) {
            throw std::invalid_argument("unknown user '" + name + "'");
        }
        throw_os_error(error_number, "cannot look up user", name);
    }
    return UserIdentity{.name = name,
                        .uid = entry.pw_uid,
                        .gid = entry.pw_gid,
                        .groups = groups_of(name, entry.pw_gid),
                        .home = entry.pw_dir,
                        .shell = entry.pw_shell};
}

}  // namespace brine::support
