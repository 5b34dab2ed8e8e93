// SPDX-License-Identifier: Apache-2.0
#include "owner.hpp"

#include <grp.h>
#include <pwd.h>
#include <brine/support/os_error.hpp>

#include <cerrno>
#include <vector>

namespace brine::file {
namespace {

// Calls a *_r function of the user database with a buffer that grows until the record fits, and
// answers whether there is such a record. `read` picks what is wanted out of the record.
template <class Record, class Query, class Read>
bool find_record(std::string_view what, std::string_view subject, Query query, Read read) {
    constexpr std::size_t first_size = 1024;
    std::vector<char> buffer(first_size);
    for (;;) {
        Record record{};
        Record* found = nullptr;
        const int error = query(&record, buffer.data(), buffer.size(), &found);
        if (error == ERANGE) {
            buffer.resize(buffer.size() * 2);
        } else if (found != nullptr) {
            read(*found);
            return true;
        } else if (error == 0 || error == ENOENT || error == ESRCH) {
            return false;
        } else if (error != EINTR) {
            support::throw_os_error(error, what, subject);
        }
    }
}

template <class Read>
bool find_user(const std::string& name, Read read) {
    return find_record<passwd>(
        "cannot look up user", name,
        [&](passwd* record, char* buffer, std::size_t size, passwd** found) {
            return ::getpwnam_r(name.c_str(), record, buffer, size, found);
        },
        read);
}

template <class Read>
bool find_user(uid_t uid, Read read) {
    return find_record<passwd>(
        "cannot look up user", std::to_string(uid),
        [&](passwd* record, char* buffer, std::size_t size, passwd** found) {
            return ::getpwuid_r(uid, record, buffer, size, found);
        },
        read);
}

// The largest number means "leave it alone" to chown(2).
template <class Id>
std::optional<Id> id_from(std::int64_t number) {
    if (number < 0 || number >= std::int64_t{static_cast<Id>(-1)}) return std::nullopt;
    return static_cast<Id>(number);
}

}  // namespace

std::optional<uid_t> uid_of(const Value& user) {
    if (user.is_int()) return id_from<uid_t>(user.integer());
    if (!user.is_str()) return std::nullopt;
    uid_t uid = 0;
    if (!find_user(std::string(user.str()), [&](const passwd& record) { uid = record.pw_uid; }))
        return std::nullopt;
    return uid;
}

std::optional<gid_t> gid_of(const Value& group) {
    if (group.is_int()) return id_from<gid_t>(group.integer());
    if (!group.is_str()) return std::nullopt;
    const std::string name(group.str());
    gid_t gid = 0;
    const bool found = find_record<::group>(
        "cannot look up group", name,
        [&](::group* record, char* buffer, std::size_t size, ::group** result) {
            return ::getgrnam_r(name.c_str(), record, buffer, size, result);
        },
        [&](const ::group& record) { gid = record.gr_gid; });
    if (!found) return std::nullopt;
    return gid;
}

std::optional<std::string> user_name(uid_t uid) {
    std::optional<std::string> name;
    find_user(uid, [&](const passwd& record) { name = record.pw_name; });
    return name;
}

std::optional<std::string> group_name(gid_t gid) {
    std::optional<std::string> name;
    find_record<::group>(
        "cannot look up group", std::to_string(gid),
        [&](::group* record, char* buffer, std::size_t size, ::group** result) {
            return ::getgrgid_r(gid, record, buffer, size, result);
        },
        [&](const ::group& record) { name = record.gr_name; });
    return name;
}

std::string user_text(uid_t uid) { return user_name(uid).value_or(std::to_string(uid)); }

std::string group_text(gid_t gid) { return group_name(gid).value_or(std::to_string(gid)); }

std::optional<gid_t> primary_group(const Value& user) {
    std::optional<gid_t> gid;
    const auto read = [&](const passwd& record) { gid = record.pw_gid; };
    if (user.is_str()) {
        find_user(std::string(user.str()), read);
    } else if (const auto uid = uid_of(user)) {
        find_user(*uid, read);
    }
    return gid;
}

}  // namespace brine::file
