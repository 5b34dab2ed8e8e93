// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace brine::support::yaml {

/// The content of the literal (|) or folded (>) scalar whose indicator is at `offset`. `parent` is
/// the column of the innermost block collection that is open there, from 0, or -1.
///
/// yaml-cpp has found the scalar and its end, but folds and chomps in ways of its own (`>+` loses
/// empty lines). This reads the same lines as PyYAML does.
std::string block_scalar(std::string_view text, std::size_t offset, int parent);

}  // namespace brine::support::yaml
