// SPDX-License-Identifier: Apache-2.0
#include "sqlite_state.hpp"

namespace brine::support::sqlite {

struct Statement::State {
    Connection::State* connection = nullptr;
    sqlite3_stmt* statement = nullptr;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { sqlite3_finalize(statement); }

    void check(int code) const {
        if (code == SQLITE_OK) return;
        const char* sql = sqlite3_sql(statement);
        throw_error(connection->path, connection->database, code, sql != nullptr ? sql : "");
    }
};

Statement Connection::prepare(std::string_view sql) {
    auto state = std::make_unique<Statement::State>();
    state->connection = state_.get();
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v2(state_->database, sql.data(), static_cast<int>(sql.size()),
                                        &state->statement, &rest);
    if (code != SQLITE_OK) throw_error(state_->path, state_->database, code, sql);
    if (state->statement == nullptr)
        throw Error(Error::Kind::other,
                    "database '" + state_->path.native() + "': a statement is empty");
    return Statement(std::move(state));
}

Statement::Statement(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement::~Statement() = default;

Statement& Statement::bind(int parameter, std::nullptr_t) {
    state_->check(sqlite3_bind_null(state_->statement, parameter));
    return *this;
}

Statement& Statement::bind(int parameter, std::int64_t value) {
    state_->check(sqlite3_bind_int64(state_->statement, parameter, value));
    return *this;
}

Statement& Statement::bind(int parameter, double value) {
    state_->check(sqlite3_bind_double(state_->statement, parameter, value));
    return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
    // A null pointer would bind NULL.
    state_->check(sqlite3_bind_text64(state_->statement, parameter, text.empty() ? "" : text.data(),
                                      text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind_bytes(int parameter, std::string_view bytes) {
    state_->check(sqlite3_bind_blob64(state_->statement, parameter,
                                      bytes.empty() ? "" : bytes.data(), bytes.size(),
                                      SQLITE_TRANSIENT));
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(state_->statement);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    try {
        state_->check(code);
    } catch (const Error&) {
        reset();
        throw;
    }
    return false;
}

void Statement::run() {
    while (step()) continue;
    reset();
}

void Statement::reset() noexcept { sqlite3_reset(state_->statement); }

bool Statement::is_null(int column) const noexcept {
    return sqlite3_column_type(state_->statement, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const noexcept {
    return sqlite3_column_int64(state_->statement, column);
}

double Statement::number(int column) const noexcept {
    return sqlite3_column_double(state_->statement, column);
}

std::string_view Statement::text(int column) const {
    const auto* text = sqlite3_column_text(state_->statement, column);
    if (text == nullptr) return {};
    return {reinterpret_cast<const char*>(text),
            static_cast<std::size_t>(sqlite3_column_bytes(state_->statement, column))};
}

std::string_view Statement::bytes(int column) const {
    const void* bytes = sqlite3_column_blob(state_->statement, column);
    if (bytes == nullptr) return {};
    return {static_cast<const char*>(bytes),
            static_cast<std::size_t>(sqlite3_column_bytes(state_->statement, column))};
}

int Statement::column_count() const noexcept { return sqlite3_column_count(state_->statement); }

}  // namespace brine::support::sqlite
