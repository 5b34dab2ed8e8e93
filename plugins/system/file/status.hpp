// SPDX-License-Identifier: Apache-2.0
//
// What is at a path. "Nothing" covers all that keeps us from looking there.
#pragma once

#include <sys/stat.h>

#include <optional>
#include <string>

namespace brine::file {

enum class Links { follow, keep };

// stat(2) or lstat(2); nothing when there is nothing.
[[nodiscard]] std::optional<struct stat> status_of(const std::string& path,
                                                   Links links = Links::follow);

// As status_of(), but a link that leads nowhere is looked at itself.
[[nodiscard]] std::optional<struct stat> status_or_link(const std::string& path, Links links);

[[nodiscard]] bool exists(const std::string& path);        // links followed
[[nodiscard]] bool is_there(const std::string& path);      // also links that lead nowhere
[[nodiscard]] bool is_directory(const std::string& path);  // links followed
[[nodiscard]] bool is_regular(const std::string& path);    // links followed
[[nodiscard]] bool is_link(const std::string& path);

// What a link says. Throws std::system_error.
[[nodiscard]] std::string link_target(const std::string& path);

// The final path behind all links, as far as it exists.
[[nodiscard]] std::string real_path(const std::string& path);

}  // namespace brine::file
