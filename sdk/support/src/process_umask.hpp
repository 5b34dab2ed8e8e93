// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

namespace brine::support {

/// The umask of this process, without changing it where /proc is mounted. Elsewhere it is 077 for
/// an instant, during which other threads create files that are less accessible than they
/// should be.
mode_t current_umask();

}  // namespace brine::support
