// SPDX-License-Identifier: Apache-2.0
//
// Reading packages: NAME-VERSION-RELEASE.spm, a tar file compressed with bzip2 whose members are
// NAME (the formula's text), NAME/, NAME/FORMULA and the rest.
#pragma once

#include "package/formula.hpp"

#include <filesystem>

namespace brine::spm {

// The formula of the package at `path`; reads no further than that. Error naming file and member.
[[nodiscard]] Formula read_formula(Call& call, const std::filesystem::path& path);

// Everything about a package: {"formula", "name", "members": [{"path", "type", "size", "mode",
// "mtime", "user", "group", "link"}]}. The whole archive is read, so that damage is found.
[[nodiscard]] Value read_package(Call& call, const std::filesystem::path& path);

// The same, with the files' contents put into `directory` under the names that "source" of a
// member gives, and with "sum" (SHA-1) and "sha256". Emits spm/progress events.
[[nodiscard]] Value unpack_package(Call& call, const std::filesystem::path& path,
                                   const std::filesystem::path& directory);

}  // namespace brine::spm
