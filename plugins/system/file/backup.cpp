// SPDX-License-Identifier: Apache-2.0
#include "backup.hpp"

#include <brine/support/directory.hpp>
#include <brine/support/file.hpp>

#include <array>
#include <cstdio>
#include <ctime>

#include "path.hpp"
#include "status.hpp"

namespace brine::file {

std::string backup_name(std::string_view path, std::chrono::system_clock::time_point time) {
    using std::chrono::microseconds;
    const auto since_epoch =
        std::chrono::duration_cast<microseconds>(time.time_since_epoch()).count();
    constexpr std::int64_t per_second = 1000000;
    const auto seconds = static_cast<std::time_t>(since_epoch / per_second);
    std::tm local{};
    ::localtime_r(&seconds, &local);
    // Salt's names, which list_backups reads, are English whatever the locale is.
    constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::array<char, 64> stamp{};
    std::snprintf(stamp.data(), stamp.size(), "%s_%s_%02d_%02d:%02d:%02d_%06d_%d",
                  days[static_cast<std::size_t>(local.tm_wday)],
                  months[static_cast<std::size_t>(local.tm_mon)], local.tm_mday, local.tm_hour,
                  local.tm_min, local.tm_sec, static_cast<int>(since_epoch % per_second),
                  local.tm_year + 1900);
    while (path.starts_with('/')) path.remove_prefix(1);
    return std::string(path) + "_" + stamp.data();
}

void back_up(Call& call, const std::string& path, std::string_view backup) {
    const std::string_view mode = backup.empty() ? call.option("backup_mode").str_or("") : backup;
    if (mode != "minion" && mode != "both") return;
    const auto status = status_of(path);
    if (!status || !S_ISREG(status->st_mode)) return;
    const std::string_view cache = call.option("cachedir").str_or("");
    if (cache.empty()) throw Error("a backup is asked for, but the option cachedir is not set");
    const std::string copy =
        joined(joined(cache, "file_backup"), backup_name(path, std::chrono::system_clock::now()));
    constexpr mode_t readable_by_all = 0755;
    support::make_directories(directory_of(copy), readable_by_all);
    support::replace_file(copy, support::read_file(path),
                          {.mode = status->st_mode & 07777U,
                           .uid = status->st_uid,
                           .gid = status->st_gid,
                           .keep_existing = false});
}

}  // namespace brine::file
