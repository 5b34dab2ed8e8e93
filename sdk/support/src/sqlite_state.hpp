// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sqlite_error.hpp"

namespace brine::support::sqlite {

struct Connection::State {
    std::filesystem::path path;
    sqlite3* database = nullptr;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { sqlite3_close_v2(database); }
};

}  // namespace brine::support::sqlite
