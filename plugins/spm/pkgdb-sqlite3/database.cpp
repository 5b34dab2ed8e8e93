// SPDX-License-Identifier: Apache-2.0
#include "database.hpp"

#include <brine/support/directory.hpp>

#include <array>
#include <string_view>

namespace brine::pkgdb {
namespace {

// The details of a package hold only while `installed` is that of its row in `packages`, those of
// a file while `sum` is: Salt's spm changes its own tables and knows nothing of these.
constexpr std::array<std::string_view, 1> schema{
    "CREATE TABLE IF NOT EXISTS packages ("
    " package text, version text, release text, installed text, os text, os_family text,"
    " dependencies text, os_dependencies text, os_family_dependencies text, summary text,"
    " description text);"
    "CREATE TABLE IF NOT EXISTS files ("
    " package text, path text, size real, mode text, sum text, major text, minor text,"
    " linkname text, linkpath text, uname text, gname text, mtime text);"
    "CREATE INDEX IF NOT EXISTS packages_package ON packages (package);"
    "CREATE INDEX IF NOT EXISTS files_package ON files (package);"
    "CREATE INDEX IF NOT EXISTS files_path ON files (path);"
    "CREATE TABLE package_details ("
    " package text PRIMARY KEY, installed text, reason text, repository text, sha256 text,"
    " formula text) WITHOUT ROWID;"
    "CREATE TABLE file_details ("
    " package text, path text, sum text, sha256 text, type text, config integer,"
    " PRIMARY KEY (package, path)) WITHOUT ROWID;"
    "CREATE TABLE transactions ("
    " number integer PRIMARY KEY, id text UNIQUE, time text, command text, user text,"
    " changes text)"};

}  // namespace

sqlite::Connection open_to_write(const std::string& path) {
    if (const auto directory = std::filesystem::path(path).parent_path(); !directory.empty())
        support::make_directories(directory, 0755);
    // No write-ahead log: everybody may read, also who cannot write to the directory.
    sqlite::Connection connection(path, {.write_ahead_log = false, .mode = 0644});
    connection.migrate(schema);
    return connection;
}

std::optional<Reader> open_to_read(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return std::nullopt;
    sqlite::Connection connection(path, {.access = sqlite::Access::read});
    const auto has = [&](std::string_view table) {
        return connection
            .query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", table)
            .step();
    };
    if (!has("packages") || !has("files")) return std::nullopt;
    const bool detailed = has("package_details");
    return Reader{std::move(connection), detailed};
}

}  // namespace brine::pkgdb
