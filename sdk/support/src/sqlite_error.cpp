// SPDX-License-Identifier: Apache-2.0
#include "sqlite_error.hpp"

#include <cstring>

namespace brine::support::sqlite {
namespace {

Error::Kind kind_of(int code) {
    switch (code & 0xff) {  // the upper bits tell details
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Error::Kind::busy;
        case SQLITE_CONSTRAINT:
            return Error::Kind::constraint;
        case SQLITE_FULL:
            return Error::Kind::full;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return Error::Kind::corrupt;
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return Error::Kind::read_only;
        case SQLITE_CANTOPEN:
            return Error::Kind::unopenable;
        default:
            return Error::Kind::other;
    }
}

}  // namespace

void throw_error(const std::filesystem::path& path, sqlite3* database, int code,
                 std::string_view sql) {
    std::string what = "database '" + path.native() + "': ";
    // The handle's message tells more, but only if it is about this failure.
    const bool current = database != nullptr && sqlite3_errcode(database) == (code & 0xff);
    what += current ? sqlite3_errmsg(database) : sqlite3_errstr(code);
    if (database != nullptr) {
        const int system = sqlite3_system_errno(database);
        const int primary = code & 0xff;
        const bool from_system = primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN;
        if (from_system && system != 0) what.append(": ").append(std::strerror(system));
    }
    if (!sql.empty()) what.append(" (in: ").append(sql).append(")");
    throw Error(kind_of(code), what);
}

}  // namespace brine::support::sqlite
