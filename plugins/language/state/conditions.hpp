// SPDX-License-Identifier: Apache-2.0
//
// onlyif, unless, creates and check_cmd: conditions that a state carries itself.
#pragma once

#include "chunks.hpp"

#include <brine/call.hpp>

#include <optional>
#include <string>

namespace brine::state {

class Conditions {
  public:
    // `context` is laid over the caller's for the commands and functions of the conditions.
    Conditions(Call& call, const Chunk& chunk, const Value& context);

    // Whether the chunk has onlyif, unless or creates.
    [[nodiscard]] bool present() const;

    // The comments of the conditions, a line each, when they say that the state must not run.
    // Throws when a condition cannot be evaluated.
    [[nodiscard]] std::optional<std::string> reason_to_skip();

    // Whether all commands of check_cmd succeed.
    [[nodiscard]] bool check_commands_succeed();

  private:
    struct Verdict {
        bool skip = false;
        std::string comment = {};
    };

    [[nodiscard]] Verdict only_if();
    [[nodiscard]] Verdict unless();
    [[nodiscard]] Verdict creates() const;
    [[nodiscard]] bool command_succeeds(const Value& command, bool if_it_cannot_run);
    [[nodiscard]] bool function_is_true(const Value& condition);
    [[nodiscard]] std::vector<Pair> command_options();

    Call& call_;
    const Chunk& chunk_;
    Value context_;
};

}  // namespace brine::state
