// SPDX-License-Identifier: Apache-2.0
#include "sqlite_state.hpp"

#include "brine/support/os_error.hpp"
#include "brine/support/unique_fd.hpp"
#include "eintr.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace brine::support::sqlite {
namespace {

// SQLite creates files with 0644 less the umask; an empty file is a database to it as well.
void create_file(const std::filesystem::path& path, mode_t mode) {
    const UniqueFd file(retry_on_eintr([&] {
        return ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    }));
    if (!file) {
        if (errno == EEXIST) return;
        throw_os_error(errno, "cannot create the database", path.native());
    }
    if (::fchmod(file.get(), mode) != 0)
        throw_os_error(errno, "cannot set the mode of the database", path.native());
}

int open_flags(Access access) {
    const int mode = access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    return mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
}

}  // namespace

Connection::Connection(const std::filesystem::path& path, const OpenOptions& options)
    : state_(std::make_unique<State>()) {
    state_->path = path;
    if (options.access == Access::create) create_file(path, options.mode);
    const int code =
        sqlite3_open_v2(path.c_str(), &state_->database, open_flags(options.access), nullptr);
    if (code != SQLITE_OK) throw_error(path, state_->database, code, {});
    sqlite3_busy_timeout(state_->database, static_cast<int>(options.busy_timeout.count()));
    if (options.access == Access::read) {
        execute("PRAGMA schema_version");  // the first look at the file
        return;
    }
    execute(options.write_ahead_log ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = DELETE");
    execute(options.durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    execute("PRAGMA foreign_keys = ON");
}

Connection::Connection(Connection&&) noexcept = default;
Connection::~Connection() = default;

const std::filesystem::path& Connection::path() const noexcept { return state_->path; }

void Connection::execute(std::string_view sql) {
    const std::string text(sql);
    const int code = sqlite3_exec(state_->database, text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throw_error(state_->path, state_->database, code, sql);
}

std::int64_t Connection::changes() const noexcept { return sqlite3_changes64(state_->database); }

std::int64_t Connection::last_row() const noexcept {
    return sqlite3_last_insert_rowid(state_->database);
}

std::int64_t Connection::schema_version() {
    Statement version = prepare("PRAGMA user_version");
    version.step();
    return version.integer(0);
}

void Connection::migrate(std::span<const std::string_view> steps) {
    const auto wanted = static_cast<std::int64_t>(steps.size());
    if (schema_version() == wanted) return;
    Transaction transaction(*this);
    const std::int64_t version = schema_version();  // somebody else may have been quicker
    if (version < 0 || version > wanted)
        throw Error(Error::Kind::other, "database '" + path().native() +
                                            "': its schema has version " + std::to_string(version) +
                                            ", this program knows " + std::to_string(wanted) +
                                            "; a newer one made it");
    for (const std::string_view step : steps.subspan(static_cast<std::size_t>(version)))
        execute(step);
    execute("PRAGMA user_version = " + std::to_string(wanted));
    transaction.commit();
}

Transaction::Transaction(Connection& connection) : connection_(&connection) {
    connection.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    // Some failures, a full disk among them, have rolled back already.
    sqlite3* const database = connection_->state_->database;
    if (open_ && sqlite3_get_autocommit(database) == 0)
        sqlite3_exec(database, "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    connection_->execute("COMMIT");
    open_ = false;
}

}  // namespace brine::support::sqlite
