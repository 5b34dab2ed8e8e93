// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/build.hpp>

namespace brine::config {

// The values that config.get and config.option answer when nothing else has the key: options of
// modules, by their dotted names, with Salt's defaults.
[[nodiscard]] Value module_defaults(Memory memory);

}  // namespace brine::config
