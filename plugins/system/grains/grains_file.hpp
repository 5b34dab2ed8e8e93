// SPDX-License-Identifier: Apache-2.0
//
// The file of a minion's own grains, `grains` in the configuration directory.
#pragma once

#include <brine/sdk.hpp>

#include <string>

namespace brine::grains {

// Its path. Error when the configuration directory is not known.
[[nodiscard]] std::string grains_file_path(Call& call);

// Its content, read once per run: a map, empty when there is no file. Error for a file that is
// not a map in YAML or cannot be read.
[[nodiscard]] Value read_grains_file(Call& call);

// Replaces its content atomically; the rest of the run reads the new one.
void write_grains_file(Call& call, const Value& grains);

}  // namespace brine::grains
