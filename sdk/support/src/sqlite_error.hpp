// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "brine/support/sqlite.hpp"

#include <sqlite3.h>

namespace brine::support::sqlite {

/// Throws the Error for the result code `code` of a call on `database` (nullptr: no handle), which
/// ran `sql` (empty: none).
[[noreturn]] void throw_error(const std::filesystem::path& path, sqlite3* database, int code,
                              std::string_view sql);

}  // namespace brine::support::sqlite
