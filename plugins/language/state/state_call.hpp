// SPDX-License-Identifier: Apache-2.0
//
// Runs one chunk: its conditions, its function, its check commands and its retries.
#pragma once

#include "function_table.hpp"
#include "result.hpp"
#include "settings.hpp"

#include <brine/call.hpp>

namespace brine::state {

class StateCall {
  public:
    // What is passed by reference outlives this object.
    StateCall(Call& call, const Settings& settings, FunctionTable& functions)
        : call_(call), settings_(settings), functions_(functions) {}

    // `running` is what a watch function finds as "running" in its context: the results of the
    // states that its state watches, by their tags. Never throws for what a state does wrong, but
    // for arguments that no state function takes: BadArgument, which ends the run as in Salt.
    [[nodiscard]] Result run(const Chunk& chunk, const Value& running);

    // The same in test mode, to see whether the state would change something. Not counted and not
    // stamped.
    [[nodiscard]] Result dry_run(const Chunk& chunk);

    // The __run_num__ of the next result.
    [[nodiscard]] std::int64_t take_run_number() noexcept { return run_number_++; }

  private:
    [[nodiscard]] Result attempt(const Chunk& chunk, const Value& context);
    [[nodiscard]] Result execute(const Chunk& chunk, const Value& context,
                                 const StateFunction& function, const std::vector<Pair>& arguments);
    [[nodiscard]] Result invoke(const Chunk& chunk, const Value& context,
                                const std::vector<Pair>& arguments);
    [[nodiscard]] bool runs_check_commands(const Chunk& chunk, const StateFunction& function);
    [[nodiscard]] Value context_of(const Chunk& chunk, bool test, const Value& running) const;
    [[nodiscard]] Result retried(const Chunk& chunk, const Value& context, Result first);

    Call& call_;
    const Settings& settings_;
    FunctionTable& functions_;
    std::int64_t run_number_ = 0;
};

}  // namespace brine::state
