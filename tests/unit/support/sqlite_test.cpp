// SPDX-License-Identifier: Apache-2.0
#include "brine/support/sqlite.hpp"

#include <catch2/catch.hpp>

#include "file_status.hpp"
#include "scratch_directory.hpp"

#include <array>
#include <thread>

namespace brine::support::test {
namespace {

using sqlite::Access;
using sqlite::Connection;
using sqlite::Statement;
using sqlite::Transaction;
using Kind = sqlite::Error::Kind;

template <class Action>
Kind kind_of(Action action) {
    try {
        action();
    } catch (const sqlite::Error& error) {
        return error.kind();
    }
    FAIL("no error");
    return Kind::other;
}

std::int64_t count(Connection& connection, std::string_view table) {
    Statement rows = connection.prepare("SELECT count(*) FROM " + std::string(table));
    REQUIRE(rows.step());
    return rows.integer(0);
}

}  // namespace

TEST_CASE("values come back as they were bound", "[support][sqlite]") {
    const ScratchDirectory scratch;
    Connection connection(scratch / "a.db");
    connection.execute("CREATE TABLE t (a, b, c, d, e, f)");
    const std::string bytes("\0\xff\x00z", 4);
    Statement insert = connection.prepare("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)");
    insert.bind_all(std::int64_t{-5}, 1.5, "text\n", "", std::optional<std::string>(), nullptr);
    insert.bind_bytes(6, bytes).run();
    CHECK(connection.changes() == 1);
    CHECK(connection.last_row() == 1);

    Statement row = connection.query("SELECT * FROM t WHERE a = ?", -5);
    REQUIRE(row.step());
    CHECK(row.column_count() == 6);
    CHECK(row.integer(0) == -5);
    CHECK(row.number(1) == 1.5);
    CHECK(row.text(2) == "text\n");
    CHECK(row.optional_text(3) == std::optional<std::string>(""));
    CHECK(row.is_null(4));
    CHECK(row.optional_text(4) == std::nullopt);
    CHECK(row.bytes(5) == bytes);
    CHECK_FALSE(row.step());
}

TEST_CASE("a statement runs again with other values", "[support][sqlite]") {
    const ScratchDirectory scratch;
    Connection connection(scratch / "a.db");
    connection.execute("CREATE TABLE t (a INTEGER PRIMARY KEY); CREATE TABLE u (b)");
    Statement insert = connection.prepare("INSERT INTO t VALUES (?)");
    for (int n = 1; n <= 3; ++n) insert.bind_all(n).run();
    CHECK(count(connection, "t") == 3);

    CHECK(kind_of([&] { insert.bind_all(2).run(); }) == Kind::constraint);
    insert.bind_all(4).run();  // the failure did not wear it out
    CHECK(count(connection, "t") == 4);
}

TEST_CASE("a new database belongs to its owner alone", "[support][sqlite]") {
    const ScratchDirectory scratch;
    {
        Connection connection(scratch / "a.db");
        connection.execute("CREATE TABLE t (a)");
        CHECK(mode_of(scratch / "a.db") == 0600);
        CHECK(mode_of(scratch / "a.db-wal") == 0600);
    }
    const Connection wider(scratch / "b.db", {.mode = 0640});
    CHECK(mode_of(scratch / "b.db") == 0640);
}

TEST_CASE("errors name the file, the statement and the reason", "[support][sqlite]") {
    const ScratchDirectory scratch;
    const std::string path = scratch / "a.db";
    Connection connection(path);
    CHECK(error_of<sqlite::Error>([&] { connection.run("INSERT INTO no VALUES (?)", "secret"); }) ==
          "database '" + path + "': no such table: no (in: INSERT INTO no VALUES (?))");
    CHECK(error_of<sqlite::Error>([&] { connection.execute("FROB"); }) ==
          "database '" + path + "': near \"FROB\": syntax error (in: FROB)");
    CHECK(error_of<sqlite::Error>([&] {
              (void)connection.prepare(" -- nothing");
          }).ends_with("a statement is empty"));
    CHECK(error_of<sqlite::Error>([&] { connection.run("SELECT ?", 1, 2); }).find("out of range") !=
          std::string::npos);
}

TEST_CASE("what is no database is told when it is opened", "[support][sqlite]") {
    const ScratchDirectory scratch;
    scratch.write("a.db", std::string(5000, 'x'));
    CHECK(kind_of([&] { Connection connection(scratch / "a.db"); }) == Kind::corrupt);
    CHECK(kind_of([&] { Connection connection(scratch / "a.db", {.access = Access::read}); }) ==
          Kind::corrupt);
    CHECK(kind_of([&] { Connection connection(scratch / "none.db", {.access = Access::write}); }) ==
          Kind::unopenable);
    CHECK_FALSE(std::filesystem::exists(scratch / "none.db"));
    CHECK_THROWS_AS(Connection(scratch / "no/such.db"), std::system_error);
}

TEST_CASE("a reader changes nothing", "[support][sqlite]") {
    const ScratchDirectory scratch;
    Connection(scratch / "a.db", {.write_ahead_log = false}).execute("CREATE TABLE t (a)");
    Connection reader(scratch / "a.db", {.access = Access::read});
    CHECK(count(reader, "t") == 0);
    CHECK(kind_of([&] { reader.execute("INSERT INTO t VALUES (1)"); }) == Kind::read_only);
}

TEST_CASE("a transaction is whole or nothing", "[support][sqlite]") {
    const ScratchDirectory scratch;
    Connection connection(scratch / "a.db");
    connection.execute("CREATE TABLE t (a)");
    {
        Transaction transaction(connection);
        connection.run("INSERT INTO t VALUES (1)");
    }
    CHECK(count(connection, "t") == 0);
    {
        Transaction transaction(connection);
        connection.run("INSERT INTO t VALUES (1)");
        transaction.commit();
    }
    CHECK(count(connection, "t") == 1);
}

TEST_CASE("two writers take turns, and one that waits too long is told", "[support][sqlite]") {
    const ScratchDirectory scratch;
    Connection first(scratch / "a.db");
    first.execute("CREATE TABLE t (a)");
    {
        Transaction transaction(first);
        Connection second(scratch / "a.db", {.busy_timeout = std::chrono::milliseconds(1)});
        CHECK(kind_of([&] { Transaction other(second); }) == Kind::busy);
        CHECK(count(second, "t") == 0);  // a reader does not wait
    }
    std::thread writer([&] {
        Connection connection(scratch / "a.db");
        for (int n = 0; n < 20; ++n) connection.run("INSERT INTO t VALUES (?)", n);
    });
    for (int n = 0; n < 20; ++n) first.run("INSERT INTO t VALUES (?)", n);
    writer.join();
    CHECK(count(first, "t") == 40);
}

TEST_CASE("a schema grows step by step", "[support][sqlite]") {
    const ScratchDirectory scratch;
    constexpr std::array<std::string_view, 3> steps{
        "CREATE TABLE t (a); CREATE INDEX i ON t (a)",
        "ALTER TABLE t ADD COLUMN b",
        "ALTER TABLE t ADD COLUMN c",
    };
    Connection connection(scratch / "a.db");
    CHECK(connection.schema_version() == 0);
    connection.migrate(std::span(steps).first(1));
    connection.run("INSERT INTO t VALUES (7)");
    connection.migrate(steps);
    CHECK(connection.schema_version() == 3);
    Statement row = connection.query("SELECT a, c FROM t");
    REQUIRE(row.step());
    CHECK(row.integer(0) == 7);
    CHECK(row.is_null(1));
    connection.migrate(steps);

    CHECK(error_of<sqlite::Error>([&] {
              connection.migrate(std::span(steps).first(2));
          }).find("version 3, this program knows 2") != std::string::npos);
}

TEST_CASE("a step that fails leaves the schema as it was", "[support][sqlite]") {
    const ScratchDirectory scratch;
    constexpr std::array<std::string_view, 2> steps{"CREATE TABLE t (a)", "FROB"};
    Connection connection(scratch / "a.db");
    CHECK_THROWS_AS(connection.migrate(steps), sqlite::Error);
    CHECK(connection.schema_version() == 0);
    CHECK_THROWS_AS(count(connection, "t"), sqlite::Error);
}

}  // namespace brine::support::test
