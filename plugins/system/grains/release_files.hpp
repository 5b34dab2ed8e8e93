// SPDX-License-Identifier: Apache-2.0
//
// The files that tell which distribution runs: os-release, lsb-release and the older
// DISTRO-release files of /etc.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace brine::grains {

using Fields = std::map<std::string, std::string, std::less<>>;

// Contents of release files by their names in /etc ("os-release", "centos-release"); what is not
// there does not exist on the machine.
using ReleaseFiles = std::map<std::string, std::string, std::less<>>;

// The release files below `root`. os-release is also looked for in usr/lib.
[[nodiscard]] ReleaseFiles read_release_files(const std::string& root = "/");

// os-release(5) as Python's platform.freedesktop_os_release() reads it, with its defaults for
// NAME, ID and PRETTY_NAME.
[[nodiscard]] Fields parse_os_release(std::string_view text);

// The DISTRIB_* lines of an lsb-release file as "lsb_distrib_id", "lsb_distrib_release", ...
[[nodiscard]] Fields parse_lsb_release(std::string_view text);

// A line such as "CentOS Linux release 7.9.2009 (Core)" taken apart.
struct ReleaseLine {
    std::string name;
    std::string version;
    std::string codename;
};
[[nodiscard]] ReleaseLine parse_release_line(std::string_view line);

// What the Python library distro says, which Salt falls back to.
struct DistroInfo {
    std::string name;
    std::string version;  // the most precise one that any file tells
    std::string codename;
};
[[nodiscard]] DistroInfo distro_info(const ReleaseFiles& files);

// The text of a file by name, or nothing.
[[nodiscard]] std::optional<std::string_view> find_file(const ReleaseFiles& files,
                                                        std::string_view name);

// A field, or "" when it is not set.
[[nodiscard]] std::string field(const Fields& fields, std::string_view name);

}  // namespace brine::grains
