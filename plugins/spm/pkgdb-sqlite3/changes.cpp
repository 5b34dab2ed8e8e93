// SPDX-License-Identifier: Apache-2.0
#include "changes.hpp"

#include "database.hpp"

#include <brine/support/json.hpp>

namespace brine::pkgdb {
namespace {

// A formula's field as Salt's spm stores it: text, nothing if it is missing.
std::optional<std::string> field(const Value& formula, std::string_view name) {
    const Value value = formula[name];
    if (value.is_nil()) return std::nullopt;
    return format("{}", value);
}

void forget(sqlite::Connection& connection, std::string_view package) {
    for (const std::string_view table : {"packages", "files", "package_details", "file_details"})
        connection.run("DELETE FROM " + std::string(table) + " WHERE package = ?", package);
}

void insert_files(sqlite::Connection& connection, std::string_view package, const Value& files) {
    auto row = connection.prepare(
        "INSERT INTO files VALUES (?, ?, ?, ?, ?, '0', '0', ?, ?, ?, ?,"
        " ?)");
    auto details =
        connection.prepare("INSERT OR REPLACE INTO file_details VALUES (?, ?, ?, ?, ?, ?)");
    for (const Value& file : files.items()) {
        const std::string_view path = file["path"].str();
        const std::string_view link = file["link"].str_or("");
        row.bind_all(package, path, file["size"].integer(), format("{}", file["mode"].integer()),
                     file["sum"].str_or(""), link, link, file["user"].str_or(""),
                     file["group"].str_or(""), format("{}", file["mtime"]));
        row.run();
        details.bind_all(package, path, file["sum"].str_or(""), file["sha256"].str_or(""),
                         file["type"].str(), file["config"].is_true() ? 1 : 0);
        details.run();
    }
}

void install(sqlite::Connection& connection, const Value& change) {
    const std::string_view package = change["package"].str();
    const Value formula = change["formula"];
    forget(connection, package);
    connection.run("INSERT INTO packages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", package,
                   field(formula, "version"), field(formula, "release"), change["installed"].str(),
                   field(formula, "os"), field(formula, "os_family"),
                   field(formula, "dependencies"), field(formula, "os_dependencies"),
                   field(formula, "os_family_dependencies"), field(formula, "summary"),
                   field(formula, "description"));
    connection.run("INSERT INTO package_details VALUES (?, ?, ?, ?, ?, ?)", package,
                   change["installed"].str(), change["reason"].str(),
                   change["repository"].str_or(""), change["sha256"].str_or(""),
                   support::json::dump(formula));
    insert_files(connection, package, change["files"]);
}

// Salt's spm has no details to change; the package gets them.
void mark(sqlite::Connection& connection, const Value& change) {
    connection.run(
        "INSERT INTO package_details (package, installed, reason)"
        " SELECT package, installed, ?2 FROM packages WHERE package = ?1"
        " ORDER BY rowid DESC LIMIT 1"
        " ON CONFLICT (package) DO UPDATE SET reason = excluded.reason,"
        " installed = excluded.installed",
        change["package"].str(), change["reason"].str());
}

void make(sqlite::Connection& connection, const Value& change) {
    const std::string_view action = change["action"].str_or("");
    if (action == "install") return install(connection, change);
    if (action == "remove") return forget(connection, change["package"].str());
    if (action == "mark") return mark(connection, change);
    throw BadArgument(format("'{}' is no change that a package database knows", action));
}

// What the history keeps of a change.
Value summary(Call& call, const Value& change) {
    return call.map({{"action", change["action"]},
                     {"package", change["package"]},
                     {"old", change["old"]},
                     {"new", change["new"]}});
}

}  // namespace

void apply(Call& call, const std::string& db, Value transaction, Value changes) {
    sqlite::Connection connection = open_to_write(db);
    sqlite::Transaction whole(connection);
    List summaries(call.memory());
    for (const Value& change : changes.items()) {
        make(connection, change);
        summaries.add(summary(call, change));
    }
    connection.run(
        "INSERT INTO transactions (id, time, command, user, changes) VALUES (?, ?, ?, ?, ?)",
        transaction["id"].str(), transaction["time"].str(), transaction["command"].str(),
        transaction["user"].str(), support::json::dump(summaries.value()));
    whole.commit();
}

}  // namespace brine::pkgdb
