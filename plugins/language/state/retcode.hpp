// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chunks.hpp"

#include <cstdint>
#include <span>

namespace brine::state {

// What a state function leaves as return code.
enum class Retcode : std::int64_t {
    success = 0,
    compiler_error = 1,
    state_failure = 2,  // a state failed, or there was none to run
    pillar_failure = 5,
};

// The return code of a run with these results, {tag: result}. A failed state does not count when a
// state with `onfail_stop: false` and an onfail on it has worked.
[[nodiscard]] Retcode run_retcode(std::span<const Chunk> chunks, const Value& results);

}  // namespace brine::state
