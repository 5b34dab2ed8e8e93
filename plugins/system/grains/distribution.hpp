// SPDX-License-Identifier: Apache-2.0
//
// The grains that say which distribution runs, made from its release files with Salt's rules.
#pragma once

#include "release_files.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace brine::grains {

// os, os_family, osfullname, oscodename, osrelease and lsb_distrib_*, as far as they are known.
[[nodiscard]] Fields distribution_grains(const ReleaseFiles& files);

// A part of a version: a number, or text that is none.
using VersionPart = std::variant<long long, std::string>;

// osrelease taken apart at its dots.
[[nodiscard]] std::vector<VersionPart> release_parts(std::string_view osrelease);

// "Debian-12", "Ubuntu-22.04", "CentOS Linux-7".
[[nodiscard]] std::string os_finger(const std::string& os, const std::string& osfullname,
                                    const std::string& osrelease);

// What grains say about a distribution by its names; the tables of distribution_names.cpp.
[[nodiscard]] std::string os_by_name(std::string_view full_name, std::string_view id);
[[nodiscard]] std::string family_by_os(const std::string& os);
[[nodiscard]] std::string family_by_id(std::string_view id, std::string_view id_like);

}  // namespace brine::grains
