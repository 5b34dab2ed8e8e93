// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "result.hpp"

#include <brine/call.hpp>

#include <cstdint>
#include <string>

namespace brine::state {

// The global argument `retry`.
struct Retry {
    bool until = true;  // the result to wait for
    std::int64_t attempts = 2;
    std::int64_t interval = 30;  // seconds between attempts
    std::int64_t splay = 0;      // up to so many seconds more

    // Anything that is no map means the defaults; a value of the wrong type is left out with a
    // warning in the log.
    [[nodiscard]] static Retry parse(Call& call, const Value& value);

    // What is told in test mode.
    [[nodiscard]] std::string announcement() const;

    // Seconds until the next attempt.
    [[nodiscard]] std::int64_t wait() const;
};

// Waits; Cancelled when the call is asked to stop meanwhile.
void sleep_seconds(Call& call, std::int64_t seconds);

}  // namespace brine::state
