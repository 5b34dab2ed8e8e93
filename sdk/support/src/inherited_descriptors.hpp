// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace brine::support {

/// Marks every descriptor above the standard ones close-on-exec. False, with errno, when that is
/// impossible. Async-signal-safe.
bool mark_inherited_close_on_exec() noexcept;

}  // namespace brine::support
