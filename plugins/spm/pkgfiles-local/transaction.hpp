// SPDX-License-Identifier: Apache-2.0
//
// A transaction's files: planned, then put in place, then either kept or undone. The manager says
// which; it knows whether the database has the transaction.
#pragma once

#include <brine/sdk.hpp>

#include <filesystem>

namespace brine::pkgfiles {

// Writes the journal. Nothing outside `directory` is touched.
void begin(Call& call, const std::filesystem::path& directory, const Value& operations);

// Makes the operations of the journal, all flushed to disk when it returns. When it throws, undo()
// is to follow. Answers the paths of directories that could not be removed: others use them.
Value commit(Call& call, const std::filesystem::path& directory);

// Puts back what was there, however far commit() came; may be repeated. Answers the paths that
// somebody else changed meanwhile, which stay as they are.
Value undo(Call& call, const std::filesystem::path& directory);

}  // namespace brine::pkgfiles
