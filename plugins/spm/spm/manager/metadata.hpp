// SPDX-License-Identifier: Apache-2.0
//
// SPM-METADATA as a stranger sends it.
#pragma once

#include <brine/sdk.hpp>

namespace brine::spm {

// Checks the shape of a repository's metadata: {NAME: {"info": FORMULA, "filename", "sha256",
// "size", "versions"}}. Error "SOURCE: PACKAGE: FIELD: what is wrong" at the first thing that is
// not what it should be, or that would lead out of the repository.
void check_metadata(const Value& metadata, std::string_view source);

}  // namespace brine::spm
