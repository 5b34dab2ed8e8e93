// SPDX-License-Identifier: Apache-2.0
//
// What is at a path.
#pragma once

#include <brine/sdk.hpp>

#include <string>

namespace brine::pkgfiles {

// For each path nil, or {"type": "file|dir|link|other", "size", "mode", "uid", "gid", "link"} and,
// for files if `digest` names an algorithm, "digest".
Value look(Call& call, Value paths, std::string_view digest);

// The same for one path.
Value look_at(Call& call, const std::string& path, std::string_view digest);

}  // namespace brine::pkgfiles
