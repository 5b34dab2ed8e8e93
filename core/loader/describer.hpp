// SPDX-License-Identifier: Apache-2.0
//
// Looking into plugin files in a process of its own, so that one which crashes or hangs while it
// is opened harms nobody.
#pragma once

#include "core/loader/manifest.hpp"

#include <brine/abi.h>

#include <string>
#include <vector>

namespace brine::core {

// One manifest per path, in their order; a file that breaks a rule, crashes or hangs has a
// refusal. `worker` is the path of the brine-worker program. Throws std::system_error when the
// worker cannot be run.
[[nodiscard]] std::vector<Manifest> describe_files(const std::string& worker,
                                                   const std::vector<std::string>& paths);

// The worker's side: opens one file in this process and tells what is in it.
[[nodiscard]] Manifest describe_here(const std::string& path, const brine_host* host);

// The worker's side of describe_files: writes a record per path to standard output.
int describe_main(const std::vector<std::string>& paths, const brine_host* host);

}  // namespace brine::core
