// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "brine/support/unique_fd.hpp"

namespace brine::support {

struct Pipe {
    UniqueFd reader;
    UniqueFd writer;
};

/// A close-on-exec pipe. Both ends are above the standard descriptors, so that a child can move
/// them onto 0, 1 and 2 in any order even when this program runs with one of those closed.
/// Throws std::system_error.
Pipe make_pipe();

/// /dev/null for reading and writing, close-on-exec and above the standard descriptors.
/// Throws std::system_error.
UniqueFd open_null_device();

/// Throws std::system_error.
void set_non_blocking(const UniqueFd& fd);

}  // namespace brine::support
