// SPDX-License-Identifier: Apache-2.0
//
// The files that go into a package.
#pragma once

#include "package/formula.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <vector>

namespace brine::spm {

struct SourceEntry {
    std::string path;  // below the formula's directory, "" for the directory itself
    struct stat status {};
    std::string link;  // of a symbolic link
};

// What is to be packed, in the order of the archive: the whole tree, sorted by bytes and parents
// first, without what `exclude` names and without `skip` (the package itself, when it is built
// inside); or what the formula lists, in its order. Error naming what cannot be packed: special
// files, links that lead out, names that are not UTF-8, entries that are not there.
[[nodiscard]] std::vector<SourceEntry> source_tree(Call& call,
                                                   const std::filesystem::path& directory,
                                                   const Formula& formula,
                                                   const std::vector<std::string>& exclude,
                                                   const std::filesystem::path& skip);

}  // namespace brine::spm
