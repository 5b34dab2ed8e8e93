// SPDX-License-Identifier: Apache-2.0
//
// Building packages from a formula's directory.
#pragma once

#include <brine/sdk.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace brine::spm {

struct BuildOptions {
    std::filesystem::path build_dir;
    // Paths that begin so, below the formula's directory, are left out.
    std::vector<std::string> exclude;
    // Keep times, owners and modes as on the disk. Without, the same input gives the same bytes.
    bool preserve = false;
    bool dry_run = false;
};

// Builds the package and answers {"package": PATH, "name", "version", "release", "members": [...],
// "warnings": [...], "sha256"}. Error with all that is wrong with the formula.
[[nodiscard]] Value build_package(Call& call, const std::filesystem::path& directory,
                                  const BuildOptions& options);

}  // namespace brine::spm
