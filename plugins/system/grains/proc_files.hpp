// SPDX-License-Identifier: Apache-2.0
//
// What files of /proc tell, read from their texts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace brine::grains {

struct Processor {
    std::int64_t count = 0;
    std::string model = "Unknown";
    std::vector<std::string> flags;
};
// /proc/cpuinfo of x86, ARM, POWER and S/390.
[[nodiscard]] Processor parse_cpuinfo(std::string_view text);

// Mebibytes, rounded down.
struct MemorySizes {
    std::int64_t total = 0;
    std::int64_t swap = 0;
};
// /proc/meminfo.
[[nodiscard]] MemorySizes parse_meminfo(std::string_view text);

// The arrays of /proc/mdstat: "md0", "md127".
[[nodiscard]] std::vector<std::string> parse_mdstat(std::string_view text);

}  // namespace brine::grains
