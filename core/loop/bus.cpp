// SPDX-License-Identifier: Apache-2.0
#include "core/loop/bus.hpp"

#include <mutex>
#include <utility>

namespace brine::core {

std::uint64_t Bus::subscribe(std::string_view pattern, Handler handler) {
    const std::unique_lock lock(mutex_);
    subscriptions_.emplace(next_, Subscription{support::Glob(pattern), std::move(handler)});
    return next_++;
}

void Bus::unsubscribe(std::uint64_t token) {
    // Publishers hold the lock shared while handlers run, so none runs once this has it.
    const std::unique_lock lock(mutex_);
    subscriptions_.erase(token);
}

void Bus::publish(std::string_view tag, const Value& data) const {
    const std::shared_lock lock(mutex_);
    for (const auto& [token, subscription] : subscriptions_)
        if (subscription.pattern.matches(tag)) subscription.handler(tag, data);
}

bool Bus::wanted(std::string_view tag) const {
    const std::shared_lock lock(mutex_);
    for (const auto& [token, subscription] : subscriptions_)
        if (subscription.pattern.matches(tag)) return true;
    return false;
}

}  // namespace brine::core
