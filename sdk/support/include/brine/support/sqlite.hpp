// SPDX-License-Identifier: Apache-2.0
//
// SQLite databases: connections, prepared statements, transactions, schema versions.
#pragma once

#include <brine/error.hpp>

#include <sys/types.h>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace brine::support::sqlite {

/// A failure of SQLite. what() is "database 'FILE': REASON (in: SQL)"; bound values never appear.
class Error : public brine::Error {
  public:
    enum class Kind {
        /// Somebody else held the database for longer than the busy timeout.
        busy,
        /// A row would break a rule of its table.
        constraint,
        /// No room on the disk.
        full,
        /// The file is damaged, or is no database.
        corrupt,
        /// The file or its directory may not be written.
        read_only,
        /// The file cannot be opened.
        unopenable,
        other,
    };

    Error(Kind kind, const std::string& what) : brine::Error(what), kind_(kind) {}

    [[nodiscard]] Kind kind() const noexcept { return kind_; }

  private:
    Kind kind_;
};

enum class Access {
    /// The file must exist; nothing is written.
    read,
    /// The file must exist.
    write,
    /// The file is created if it is missing.
    create,
};

struct OpenOptions {
    Access access = Access::create;
    /// How long to wait for others who hold the database.
    std::chrono::milliseconds busy_timeout{10'000};
    /// Readers and a writer do not block each other; a property of the file that stays. The
    /// directory must be writable then even for readers. Not changed with Access::read.
    bool write_ahead_log = true;
    /// Each commit survives a power cut (synchronous=FULL). Without, the last ones may be lost
    /// with a write-ahead log (NORMAL); the database stays whole either way.
    bool durable = true;
    /// Permission bits of a file that is created, whatever the umask is; journals get the same.
    mode_t mode = 0600;
};

class Statement;

/// A connection to a database file. Used by one thread at a time; open one per thread. Statements
/// must not outlive it.
class Connection {
  public:
    /// Opens `path`. An existing file keeps its mode. A file that is no database is told here.
    explicit Connection(const std::filesystem::path& path, const OpenOptions& options = {});
    Connection(Connection&&) noexcept;
    Connection& operator=(Connection&&) = delete;
    ~Connection();

    [[nodiscard]] const std::filesystem::path& path() const noexcept;

    /// Runs one or more statements without parameters; rows are ignored.
    void execute(std::string_view sql);

    /// Prepares one statement, to be bound and stepped, as often as wanted.
    [[nodiscard]] Statement prepare(std::string_view sql);

    /// Prepares, binds and runs one statement whose rows are of no interest.
    template <class... Arguments>
    void run(std::string_view sql, const Arguments&... arguments);

    /// Prepares and binds; step() then gives the rows.
    template <class... Arguments>
    [[nodiscard]] Statement query(std::string_view sql, const Arguments&... arguments);

    /// Rows that the last INSERT, UPDATE or DELETE touched.
    [[nodiscard]] std::int64_t changes() const noexcept;
    /// The rowid of the last INSERT.
    [[nodiscard]] std::int64_t last_row() const noexcept;

    /// The schema's version: 0 in a new database.
    [[nodiscard]] std::int64_t schema_version();

    /// Brings the schema from its version to `steps.size()`: step n (SQL, several statements if
    /// need be) leads from version n to n + 1. All steps in one transaction, so nobody sees a half.
    /// A version beyond the last step is an Error: a newer program made the file.
    void migrate(std::span<const std::string_view> steps);

  private:
    friend class Statement;
    friend class Transaction;
    struct State;
    std::unique_ptr<State> state_;
};

/// A prepared statement. Parameters and columns are counted as in SQL: the first `?` is 1; the
/// first column of a row is 0.
class Statement {
  public:
    Statement(Statement&&) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    /// Values are copied. Text and bytes of any content; text should be UTF-8.
    Statement& bind(int parameter, std::nullptr_t);
    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, double value);
    Statement& bind(int parameter, std::string_view text);
    Statement& bind_bytes(int parameter, std::string_view bytes);
    template <std::integral T>
    Statement& bind(int parameter, T value) {
        return bind(parameter, static_cast<std::int64_t>(value));
    }
    Statement& bind(int parameter, const char* text) {
        return bind(parameter, std::string_view(text));
    }
    Statement& bind(int parameter, const std::string& text) {
        return bind(parameter, std::string_view(text));
    }
    template <class T>
    Statement& bind(int parameter, const std::optional<T>& value) {
        return value ? bind(parameter, *value) : bind(parameter, nullptr);
    }

    /// Binds all parameters in their order.
    template <class... Arguments>
    Statement& bind_all(const Arguments&... arguments) {
        int parameter = 0;
        (bind(++parameter, arguments), ...);
        return *this;
    }

    /// Advances to the next row; false when there is none.
    bool step();

    /// Runs to the end and makes the statement ready to be bound and run again.
    void run();

    /// Ready to run again, with the parameters bound before.
    void reset() noexcept;

    /// A column of the current row; the views are valid until the next step or reset. Values of
    /// another type are converted as SQLite does; NULL is 0 or empty.
    [[nodiscard]] bool is_null(int column) const noexcept;
    [[nodiscard]] std::int64_t integer(int column) const noexcept;
    [[nodiscard]] double number(int column) const noexcept;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string_view bytes(int column) const;
    [[nodiscard]] std::optional<std::string> optional_text(int column) const {
        if (is_null(column)) return std::nullopt;
        return std::string(text(column));
    }
    [[nodiscard]] int column_count() const noexcept;

  private:
    friend class Connection;
    struct State;
    explicit Statement(std::unique_ptr<State> state) noexcept;
    std::unique_ptr<State> state_;
};

/// A transaction that is rolled back unless commit() is reached. Takes the right to write at once,
/// so that a conflict shows when it begins and not when it ends. Does not nest.
class Transaction {
  public:
    explicit Transaction(Connection& connection);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();

    void commit();

  private:
    Connection* connection_;
    bool open_ = true;
};

template <class... Arguments>
void Connection::run(std::string_view sql, const Arguments&... arguments) {
    prepare(sql).bind_all(arguments...).run();
}

template <class... Arguments>
Statement Connection::query(std::string_view sql, const Arguments&... arguments) {
    Statement statement = prepare(sql);
    statement.bind_all(arguments...);
    return statement;
}

}  // namespace brine::support::sqlite
