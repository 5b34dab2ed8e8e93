// SPDX-License-Identifier: Apache-2.0
#include "retry.hpp"

#include <chrono>
#include <random>
#include <thread>

namespace brine::state {
namespace {

constexpr std::chrono::milliseconds longest_nap{100};

void set_number(Call& call, const Value& map, std::string_view key, std::int64_t& number) {
    const Value* value = map.find(key);
    if (value == nullptr) return;
    if (value->is_int()) {
        number = value->integer();
        return;
    }
    call.log(Level::warning,
             "An invalid value was passed for the retry {}, using default value '{}'", key, number);
}

}  // namespace

Retry Retry::parse(Call& call, const Value& value) {
    Retry retry;
    if (!value.is_map()) {
        call.log(Level::warning,
                 "State is set to retry, but a valid dict for retry configuration was not found.  "
                 "Using retry defaults");
        return retry;
    }
    set_number(call, value, "attempts", retry.attempts);
    set_number(call, value, "interval", retry.interval);
    set_number(call, value, "splay", retry.splay);
    const Value until = value["until"];
    if (until.is_bool()) {
        retry.until = until.is_true();
    } else if (value.contains("until")) {
        call.log(Level::warning,
                 "An invalid value was passed for the retry until, using default value 'True'");
    }
    return retry;
}

std::string Retry::announcement() const {
    return format(
        "The state would be retried every {} seconds (with a splay of up to {} seconds) a maximum "
        "of {} times or until a result of {} is returned",
        interval, splay, attempts, until);
}

std::int64_t Retry::wait() const {
    if (splay <= 0) return interval;
    std::random_device random;
    return interval + std::uniform_int_distribution<std::int64_t>(0, splay)(random);
}

void sleep_seconds(Call& call, std::int64_t seconds) {
    using clock = std::chrono::steady_clock;
    const auto end = clock::now() + std::chrono::seconds(seconds);
    while (clock::now() < end) {
        call.stop_if_cancelled();
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - clock::now());
        std::this_thread::sleep_for(std::clamp(left, std::chrono::milliseconds(1), longest_nap));
    }
}

}  // namespace brine::state
