// SPDX-License-Identifier: Apache-2.0
//
// The file packages.db. Its tables `packages` and `files` are Salt's, column by column, because
// Salt's spm inserts whole rows; what else there is to know is in tables of our own beside them.
#pragma once

#include <brine/support/sqlite.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace brine::pkgdb {

namespace sqlite = support::sqlite;

// The database, created or brought up to date. Error as SQLite says.
[[nodiscard]] sqlite::Connection open_to_write(const std::string& path);

// A database to look at; nothing if there is none.
struct Reader {
    sqlite::Connection connection;
    // Whether our own tables are there; Salt's spm makes a database without them.
    bool detailed;
};
[[nodiscard]] std::optional<Reader> open_to_read(const std::string& path);

}  // namespace brine::pkgdb
