// SPDX-License-Identifier: Apache-2.0
//
// The package database in SQLite, in the file that Salt's spm uses: provider `sqlite3` of the
// contract `pkgdb`.
#include "changes.hpp"
#include "database.hpp"
#include "queries.hpp"

using namespace brine::literals;

namespace {

void init(brine::Call&, const std::string& db) {
    static_cast<void>(brine::pkgdb::open_to_write(db));
}

}  // namespace

BRINE_PLUGIN("pkgdb-sqlite3", "1.0.0", "The package database in SQLite", plugin) {
    namespace pkgdb = brine::pkgdb;
    const auto add = [&](std::string_view name, auto function, auto... params) {
        return plugin.add("pkgdb", "sqlite3." + std::string(name), function, "db"_a, params...);
    };
    add("init", init).doc("Creates the database, or brings it up to date.");
    add("info", pkgdb::info, "package"_a).doc("The record of an installed package, or nil.");
    add("list_packages", pkgdb::list_packages).doc("The records of all installed packages.");
    add("list_files", pkgdb::list_files, "package"_a)
        .doc("The records of a package's files, or nil when it is not installed.");
    add("owners", pkgdb::owners, "paths"_a).doc("The packages that own each of the paths.");
    add("history", pkgdb::history, "limit"_a = 20).doc("The last transactions, newest first.");
    add("applied", pkgdb::applied, "id"_a).doc("Whether a transaction has been applied.");
    add("apply", pkgdb::apply, "transaction"_a, "changes"_a)
        .doc("Makes all changes of a transaction, or none.");
}
