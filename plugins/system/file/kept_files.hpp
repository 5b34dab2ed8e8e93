// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/call.hpp>

#include <set>
#include <string>

namespace brine::file {

// The paths that `clean` leaves alone because states that a directory requires look after them:
// the files, the directories with all below them, and all directories above either. `require` is
// the requisite of the directory's state; the states of the run are its context value `lowstate`.
// Throws Error when files are required but the run does not tell its states.
[[nodiscard]] std::set<std::string> required_files(Call& call, const std::string& directory,
                                                   const Value& require);

// Whether some path of `kept` is `path` or lies below it.
[[nodiscard]] bool is_kept(const std::set<std::string>& kept, const std::string& path);

}  // namespace brine::file
