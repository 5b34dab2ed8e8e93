// SPDX-License-Identifier: Apache-2.0
#include "queries.hpp"

#include "database.hpp"

#include <brine/support/json.hpp>

#include <array>

namespace brine::pkgdb {
namespace {

constexpr std::string_view package_columns =
    "SELECT p.package, p.version, p.release, p.installed, p.os, p.os_family, p.dependencies,"
    " p.os_dependencies, p.os_family_dependencies, p.summary, p.description";
constexpr std::string_view package_details =
    ", d.reason, d.repository, d.sha256, d.formula FROM packages p LEFT JOIN package_details d"
    " ON d.package = p.package AND d.installed = p.installed";
constexpr std::array<std::string_view, 14> package_keys{"package",
                                                        "version",
                                                        "release",
                                                        "installed",
                                                        "os",
                                                        "os_family",
                                                        "dependencies",
                                                        "os_dependencies",
                                                        "os_family_dependencies",
                                                        "summary",
                                                        "description",
                                                        "reason",
                                                        "repository",
                                                        "sha256"};

Value text_or_nil(Call& call, const sqlite::Statement& row, int column) {
    return row.is_null(column) ? Value() : call.str(row.text(column));
}

// A package that Salt's spm installed, or ours before it knew reasons, was asked for.
Value package_record(Call& call, const sqlite::Statement& row, bool detailed) {
    Map record(call.memory());
    const int columns = detailed ? 14 : 11;
    for (int n = 0; n < columns; ++n)
        record.add(Value::stable(package_keys[static_cast<std::size_t>(n)]),
                   text_or_nil(call, row, n));
    if (!detailed || row.is_null(11)) record.set("reason", "explicit");
    record.set("name", text_or_nil(call, row, 0));
    const bool formula = detailed && !row.is_null(14);
    record.set("formula",
               formula ? support::json::load(call.memory(), row.text(14), "a package's formula")
                       : Value());
    return record.value();
}

std::string packages_query(bool detailed, std::string_view rest) {
    std::string sql(package_columns);
    sql += detailed ? package_details : " FROM packages p";
    return sql.append(" ").append(rest);
}

Value file_record(Call& call, const sqlite::Statement& row, bool detailed) {
    Map record(call.memory());
    record.add("path", text_or_nil(call, row, 0));
    record.add("size", row.integer(1));
    record.add("mode", row.integer(2));  // text in the table
    const std::string_view sum = row.text(3);
    record.add("sum", call.str(sum));
    record.add("link", call.str(row.text(4)));
    record.add("user", call.str(row.text(5)));
    record.add("group", call.str(row.text(6)));
    record.add("mtime", row.number(7));
    const bool known = detailed && !row.is_null(9);
    record.add("sha256", known ? call.str(row.text(8)) : Value(""));
    // Salt's tables tell directories and links only by what they lack.
    const std::string_view guess = !row.text(4).empty() ? "link" : sum.empty() ? "dir" : "file";
    record.add("type", call.str(known ? row.text(9) : guess));
    record.add("config", known && row.integer(10) != 0);
    return record.value();
}

}  // namespace

Value info(Call& call, const std::string& db, std::string_view package) {
    auto reader = open_to_read(db);
    if (!reader) return {};
    auto row = reader->connection.query(
        packages_query(reader->detailed, "WHERE p.package = ? ORDER BY p.rowid DESC LIMIT 1"),
        package);
    return row.step() ? package_record(call, row, reader->detailed) : Value();
}

Value list_packages(Call& call, const std::string& db) {
    List packages(call.memory());
    if (auto reader = open_to_read(db)) {
        // Salt's spm leaves a row per installation behind when it is forced; the last one counts.
        auto row = reader->connection.query(packages_query(
            reader->detailed,
            "WHERE p.rowid IN (SELECT max(rowid) FROM packages GROUP BY package) ORDER BY 1"));
        while (row.step()) packages.add(package_record(call, row, reader->detailed));
    }
    return packages.value();
}

Value list_files(Call& call, const std::string& db, std::string_view package) {
    auto reader = open_to_read(db);
    if (!reader) return {};
    if (!reader->connection.query("SELECT 1 FROM packages WHERE package = ?", package).step())
        return {};
    std::string sql = "SELECT f.path, f.size, f.mode, f.sum, f.linkname, f.uname, f.gname, f.mtime";
    sql += reader->detailed ? ", d.sha256, d.type, d.config FROM files f LEFT JOIN file_details d"
                              " ON d.package = f.package AND d.path = f.path AND d.sum = f.sum"
                            : " FROM files f";
    sql +=
        " WHERE f.rowid IN (SELECT max(rowid) FROM files WHERE package = ? GROUP BY path)"
        " ORDER BY f.rowid";
    auto row = reader->connection.query(sql, package);
    List files(call.memory());
    while (row.step()) files.add(file_record(call, row, reader->detailed));
    return files.value();
}

Value owners(Call& call, const std::string& db, Value paths) {
    Map owned(call.memory());
    auto reader = open_to_read(db);
    if (!reader) return owned.value();
    auto row = reader->connection.prepare(
        "SELECT DISTINCT f.package FROM files f WHERE f.path = ?"
        " AND EXISTS (SELECT 1 FROM packages p WHERE p.package = f.package) ORDER BY 1");
    for (const Value& path : paths.items()) {
        row.reset();
        row.bind_all(path.str());
        List packages(call.memory());
        while (row.step()) packages.add(call.str(row.text(0)));
        if (packages.size() > 0) owned.set(path, packages.value());
    }
    return owned.value();
}

Value history(Call& call, const std::string& db, std::int64_t limit) {
    List entries(call.memory());
    auto reader = open_to_read(db);
    if (!reader || !reader->detailed) return entries.value();
    auto row = reader->connection.query(
        "SELECT number, id, time, command, user, changes FROM transactions"
        " ORDER BY number DESC LIMIT ?",
        limit);
    while (row.step())
        entries.add(call.map({
            {"number", row.integer(0)},
            {"id", call.str(row.text(1))},
            {"time", call.str(row.text(2))},
            {"command", call.str(row.text(3))},
            {"user", call.str(row.text(4))},
            {"changes", support::json::load(call.memory(), row.text(5), "a history entry")},
        }));
    return entries.value();
}

bool applied(Call&, const std::string& db, std::string_view id) {
    auto reader = open_to_read(db);
    return reader && reader->detailed &&
           reader->connection.query("SELECT 1 FROM transactions WHERE id = ?", id).step();
}

}  // namespace brine::pkgdb
