// SPDX-License-Identifier: Apache-2.0
#include "tree.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <brine/support/directory.hpp>
#include <brine/support/os_error.hpp>
#include <brine/support/unique_fd.hpp>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <filesystem>
#include <system_error>

#include "path.hpp"

namespace brine::file {
namespace {

namespace fs = std::filesystem;

void make_one(Memory memory, const std::string& path, const WantedPermissions& permissions) {
    constexpr mode_t until_set = 0700;
    constexpr mode_t by_umask = 0777;
    if (::mkdir(path.c_str(), permissions.mode ? until_set : by_umask) != 0) {
        if (errno == EEXIST && is_directory(path)) return;
        support::throw_os_error(errno, "cannot create directory", path);
    }
    Report report(memory, path);
    apply_permissions(path, permissions, Links::follow, false, report);
    if (!report.result.value_or(true)) throw Error(format("{}: {}", path, report.comment));
}

timespec time_spec(std::optional<double> seconds) {
    if (!seconds) return {.tv_sec = 0, .tv_nsec = UTIME_NOW};
    constexpr double nanoseconds = 1e9;
    const double whole = std::floor(*seconds);
    return {.tv_sec = static_cast<time_t>(whole),
            .tv_nsec = std::clamp(std::lround((*seconds - whole) * nanoseconds), 0L, 999999999L)};
}

void walk_into(const std::string& path, std::optional<std::int64_t> depth_left,
               std::vector<Listing>& listings) {
    Listing listing{.path = path, .directories = {}, .files = {}};
    std::error_code error;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code unreadable;
        const bool directory = entry->is_directory(unreadable);
        (directory ? listing.directories : listing.files).push_back(entry->path().filename());
    }
    if (error) return;
    std::sort(listing.directories.begin(), listing.directories.end());
    std::sort(listing.files.begin(), listing.files.end());
    if (depth_left && *depth_left <= 0) {
        listing.directories.clear();
        listings.push_back(std::move(listing));
        return;
    }
    const std::vector<std::string> directories = listing.directories;
    listings.push_back(std::move(listing));
    std::optional<std::int64_t> next_depth = depth_left;
    if (next_depth) --*next_depth;
    for (const std::string& name : directories) {
        const std::string below = joined(path, name);
        if (!is_link(below)) walk_into(below, next_depth, listings);
    }
}

}  // namespace

void make_directories(Memory memory, const std::string& path,
                      const WantedPermissions& permissions) {
    const std::string whole = absolute(path);
    std::vector<std::string> missing;
    for (std::string at = whole; !is_directory(at); at = directory_of(at)) missing.push_back(at);
    for (auto at = missing.rbegin(); at != missing.rend(); ++at) make_one(memory, *at, permissions);
}

void make_parents(Memory memory, const std::string& path, const WantedPermissions& permissions) {
    make_directories(memory, directory_of(path), permissions);
}

bool remove_path(const std::string& path) { return !support::remove_tree(path).empty(); }

void move_path(const std::string& from, const std::string& to, bool may_copy) {
    const std::string target = is_directory(to) && !is_link(to) ? joined(to, base_name(from)) : to;
    std::error_code error;
    fs::rename(from, target, error);
    if (!error) return;
    if (error != std::errc::cross_device_link || !may_copy)
        throw std::system_error(error, format("cannot move '{}' to '{}'", from, target));
    if (is_there(target)) remove_path(target);
    fs::copy(from, target, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    remove_path(from);
}

void copy_path(const std::string& from, const std::string& to) {
    if (is_directory(from)) {
        fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
        return;
    }
    fs::copy_file(from, to, fs::copy_options::overwrite_existing);
}

void make_directory_like(const std::string& from, const std::string& to) {
    fs::create_directory(to, from);
}

void touch(const std::string& path, std::optional<double> access_time,
           std::optional<double> modification_time) {
    if (!exists(path)) {
        constexpr mode_t by_umask = 0666;
        const support::UniqueFd file(
            ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, by_umask));
        if (!file) support::throw_os_error(errno, "cannot create", path);
    }
    const timespec times[2] = {time_spec(access_time), time_spec(modification_time)};
    if (::utimensat(AT_FDCWD, path.c_str(), times, 0) != 0)
        support::throw_os_error(errno, "cannot set the times of", path);
}

std::vector<Listing> walk(const std::string& top, std::optional<std::int64_t> max_depth) {
    std::vector<Listing> listings;
    walk_into(top, max_depth, listings);
    return listings;
}

}  // namespace brine::file
