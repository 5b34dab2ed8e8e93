// SPDX-License-Identifier: Apache-2.0
//
// The event bus of one process: a tag and a Value go to everyone who asked for such tags.
#pragma once

#include <brine/support/glob.hpp>
#include <brine/value.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>

namespace brine::core {

// All members may be used from any thread.
class Bus {
  public:
    // Runs on the publisher's thread; tag and data are valid during the call. Must be short and not
    // use the bus itself.
    using Handler = std::function<void(std::string_view tag, const Value& data)>;

    // Calls `handler` for each event whose tag fits the glob ('*' also crosses '/').
    std::uint64_t subscribe(std::string_view pattern, Handler handler);

    // After it returns the handler is not running and will not run again. Not from a handler.
    void unsubscribe(std::uint64_t token);

    void publish(std::string_view tag, const Value& data) const;

    // Whether anyone would get an event with this tag.
    [[nodiscard]] bool wanted(std::string_view tag) const;

  private:
    struct Subscription {
        support::Glob pattern;
        Handler handler;
    };

    mutable std::shared_mutex mutex_;
    std::map<std::uint64_t, Subscription> subscriptions_;  // in order of subscription
    std::uint64_t next_ = 1;
};

}  // namespace brine::core
