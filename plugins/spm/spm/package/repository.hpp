// SPDX-License-Identifier: Apache-2.0
//
// Making a repository: a directory of packages with the file SPM-METADATA, YAML as Salt's spm reads
// it: for each package the newest version with `info` (the formula) and `filename`. Ours adds what
// Salt's passes over: `sha256` and `size` of the file, and `versions`, the older ones in the same
// shape, newest first.
#pragma once

#include <brine/sdk.hpp>

#include <filesystem>

namespace brine::spm {

struct RepositoryOptions {
    // What happens to packages of which there is a newer version: "ignore", "archive", "delete".
    std::string duplicates = "ignore";
    // Keeps what was read of each package, so that the next run reads only what has changed.
    std::filesystem::path cache;
    bool dry_run = false;
};

// Answers {"packages": N, "read": N, "metadata": PATH, "superseded": [FILE...], "problems": [...]}.
// A file that is no package does not stop the others; it is among the problems.
[[nodiscard]] Value create_repository(Call& call, const std::filesystem::path& directory,
                                      const RepositoryOptions& options);

}  // namespace brine::spm
