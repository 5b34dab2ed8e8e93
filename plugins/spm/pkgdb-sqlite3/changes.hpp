// SPDX-License-Identifier: Apache-2.0
//
// Changing what the database knows: all changes of a transaction, or none.
#pragma once

#include <brine/sdk.hpp>

namespace brine::pkgdb {

// transaction: {"id", "time", "command", "user"}; changes as in docs/spm-contracts.md.
void apply(Call& call, const std::string& db, Value transaction, Value changes);

}  // namespace brine::pkgdb
