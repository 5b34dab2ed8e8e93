// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/call.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace brine::file {

// The name of a backup of `path` made at that time, below the directory of all backups:
// "etc/motd_Sat_Nov_21_03:01:08_123456_2026", in local time.
[[nodiscard]] std::string backup_name(std::string_view path,
                                      std::chrono::system_clock::time_point time);

// Keeps a copy of `path` below the cache directory if `backup`, or the option backup_mode when it
// is empty, asks for it ("minion" or "both"). Nothing to do when there is no such file. Throws
// std::system_error.
void back_up(Call& call, const std::string& path, std::string_view backup);

}  // namespace brine::file
