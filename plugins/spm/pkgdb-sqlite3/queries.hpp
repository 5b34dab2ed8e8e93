// SPDX-License-Identifier: Apache-2.0
//
// What the database knows. The shapes are those of the contract `pkgdb` (docs/spm-contracts.md).
#pragma once

#include <brine/sdk.hpp>

namespace brine::pkgdb {

Value info(Call& call, const std::string& db, std::string_view package);
Value list_packages(Call& call, const std::string& db);
Value list_files(Call& call, const std::string& db, std::string_view package);
Value owners(Call& call, const std::string& db, Value paths);
Value history(Call& call, const std::string& db, std::int64_t limit);
bool applied(Call& call, const std::string& db, std::string_view id);

}  // namespace brine::pkgdb
