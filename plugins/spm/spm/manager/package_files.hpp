// SPDX-License-Identifier: Apache-2.0
//
// Packages that the operator names: as files or by name.
#pragma once

#include "manager/repositories.hpp"

namespace brine::spm {

// Whether a word is a file and not a package's name: it ends in ".spm".
[[nodiscard]] bool is_package_file(std::string_view word);

// The package in a file, its signature checked as `spm_local_signatures` says.
[[nodiscard]] Candidate candidate_from_file(Session& session, const std::string& path);

// The newest that fits a demand. Error when no repository has it.
[[nodiscard]] const Candidate& best_candidate(const Catalogue& catalogue, std::string_view demand);

// Tells of a file that stayed, or was kept, because somebody had changed it.
void tell_changed(Session& session, const Value& file);

}  // namespace brine::spm
