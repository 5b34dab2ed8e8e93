// SPDX-License-Identifier: Apache-2.0
#include "subscribers.hpp"

#include <brine/support/glob.hpp>

#include <mutex>

namespace brine::testing {

std::uint64_t Subscribers::add(std::string_view pattern, brine_event_fn handler, void* self) {
    const std::unique_lock lock(mutex_);
    subscriptions_.emplace(++last_, Subscription{std::string(pattern), handler, self});
    return last_;
}

void Subscribers::remove(std::uint64_t token) {
    const std::unique_lock lock(mutex_);
    subscriptions_.erase(token);
}

void Subscribers::publish(std::string_view tag, const Value& data) const {
    const std::shared_lock lock(mutex_);
    for (const auto& [token, subscription] : subscriptions_)
        if (support::glob_matches(tag, subscription.pattern))
            subscription.handler(subscription.self, {tag.data(), tag.size()}, &data.raw());
}

}  // namespace brine::testing
