// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/abi.h>

#include <filesystem>

namespace brine::testing {

// Maps a plugin's library for good and answers its descriptor. Error with the reason.
[[nodiscard]] const brine_plugin& map_library(const std::filesystem::path& path);

}  // namespace brine::testing
