// SPDX-License-Identifier: Apache-2.0
#include "core/job/jid.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <ctime>

namespace brine::core {

std::string new_jid() {
    using namespace std::chrono;
    static std::atomic<std::int64_t> last = 0;
    std::int64_t now = duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
    // Never the same twice, even if the clock stands still or goes back.
    std::int64_t before = last.load();
    do {
        now = std::max(now, before + 1);
    } while (!last.compare_exchange_weak(before, now));
    const std::time_t seconds = now / 1'000'000;
    std::tm local{};
    ::localtime_r(&seconds, &local);
    char text[48];
    const std::size_t size = std::strftime(text, sizeof text, "%Y%m%d%H%M%S", &local);
    std::snprintf(text + size, sizeof text - size, "%06d", static_cast<int>(now % 1'000'000));
    return text;
}

}  // namespace brine::core
