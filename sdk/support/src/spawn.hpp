// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include "child_entry.hpp"
#include "prepared_command.hpp"

namespace brine::support {

/// Starts `command` and returns its pid once the program has been executed. The caller reaps it.
/// Throws std::system_error that names the failed step; the child is reaped then.
pid_t spawn_child(const PreparedCommand& command, const ChildStreams& streams);

/// The same for a program that is nobody's child to reap.
pid_t spawn_detached(const PreparedCommand& command, const ChildStreams& streams);

}  // namespace brine::support
