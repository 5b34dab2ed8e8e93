// SPDX-License-Identifier: Apache-2.0
//
// The extension "brine.events/1": who follows which events.
#pragma once

#include <brine/abi.h>
#include <brine/value.hpp>

#include <cstdint>
#include <map>
#include <shared_mutex>
#include <string>
#include <string_view>

namespace brine::testing {

// All members may be used from any thread, but not from inside a handler.
class Subscribers {
  public:
    std::uint64_t add(std::string_view pattern, brine_event_fn handler, void* self);
    // After it returns the handler is not running.
    void remove(std::uint64_t token);
    // Runs the handlers whose pattern fits on this thread.
    void publish(std::string_view tag, const Value& data) const;

  private:
    struct Subscription {
        std::string pattern;
        brine_event_fn handler;
        void* self;
    };

    mutable std::shared_mutex mutex_;
    std::map<std::uint64_t, Subscription> subscriptions_;
    std::uint64_t last_ = 0;
};

}  // namespace brine::testing
