// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "brine/support/process.hpp"
#include "brine/support/user.hpp"

namespace brine::support {

/// A Command turned into what the child needs between fork and exec, where it may not allocate.
/// Immovable: the pointer arrays refer to the strings of this object.
class PreparedCommand {
  public:
    /// Throws std::invalid_argument for an argv that is empty, an unknown user or a NUL byte.
    explicit PreparedCommand(const Command& command);
    PreparedCommand(const PreparedCommand&) = delete;
    PreparedCommand& operator=(const PreparedCommand&) = delete;

    /// Name of the program as the caller gave it, for messages.
    [[nodiscard]] const std::string& program() const noexcept { return arguments_.front(); }
    [[nodiscard]] const std::string& user() const noexcept { return user_; }
    [[nodiscard]] const std::string& working_directory() const noexcept {
        return working_directory_;
    }

    /// Null-terminated arrays for execve(2).
    [[nodiscard]] char* const* argv() const noexcept { return argv_.data(); }
    [[nodiscard]] char* const* envp() const noexcept { return envp_.data(); }
    /// Paths to try, in order.
    [[nodiscard]] const std::vector<std::string>& candidates() const noexcept {
        return candidates_;
    }
    /// Whom to become; absent when there is nothing to change.
    [[nodiscard]] const std::optional<UserIdentity>& identity() const noexcept { return identity_; }
    [[nodiscard]] std::optional<mode_t> file_creation_mask() const noexcept {
        return file_creation_mask_;
    }
    [[nodiscard]] bool new_session() const noexcept { return new_session_; }

  private:
    std::vector<std::string> arguments_;
    std::vector<std::string> variables_;
    std::vector<std::string> candidates_;
    std::string working_directory_;
    std::string user_;
    std::optional<UserIdentity> identity_;
    std::optional<mode_t> file_creation_mask_;
    bool new_session_;
    std::vector<char*> argv_;
    std::vector<char*> envp_;
};

}  // namespace brine::support
