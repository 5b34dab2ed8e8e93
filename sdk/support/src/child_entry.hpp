// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prepared_command.hpp"

namespace brine::support {

/// Descriptors, all above 2, that become the standard streams of a child.
struct ChildStreams {
    int input;
    int output;
    int error;
};

enum class Attachment { supervised, detached };

/// The life of a child from fork to exec. Reports to `report_fd` (see LaunchReport) and ends by
/// _exit when a step fails. Expects every signal to be blocked.
///
/// Runs in a copy of a program whose other threads vanished at any point: async-signal-safe calls
/// only, nothing that allocates or locks.
[[noreturn]] void enter_child(const PreparedCommand& command, const ChildStreams& streams,
                              Attachment attachment, int report_fd) noexcept;

/// Forks once more, lets the grandchild go through enter_child as `detached`, and ends itself so
/// that the grandchild loses its parent. Same restrictions as enter_child.
[[noreturn]] void enter_detaching_child(const PreparedCommand& command, const ChildStreams& streams,
                                        int report_fd) noexcept;

}  // namespace brine::support
