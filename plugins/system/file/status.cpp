// SPDX-License-Identifier: Apache-2.0
#include "status.hpp"

#include <brine/support/os_error.hpp>

#include <filesystem>
#include <system_error>

namespace brine::file {

std::optional<struct stat> status_of(const std::string& path, Links links) {
    struct stat status {};
    const int result =
        links == Links::follow ? ::stat(path.c_str(), &status) : ::lstat(path.c_str(), &status);
    if (result != 0) return std::nullopt;
    return status;
}

std::optional<struct stat> status_or_link(const std::string& path, Links links) {
    auto status = status_of(path, links);
    return status || links == Links::keep ? status : status_of(path, Links::keep);
}

bool exists(const std::string& path) { return status_of(path).has_value(); }

bool is_there(const std::string& path) { return status_of(path, Links::keep).has_value(); }

bool is_directory(const std::string& path) {
    const auto status = status_of(path);
    return status && S_ISDIR(status->st_mode);
}

bool is_regular(const std::string& path) {
    const auto status = status_of(path);
    return status && S_ISREG(status->st_mode);
}

bool is_link(const std::string& path) {
    const auto status = status_of(path, Links::keep);
    return status && S_ISLNK(status->st_mode);
}

std::string link_target(const std::string& path) {
    std::error_code error;
    const std::filesystem::path target = std::filesystem::read_symlink(path, error);
    if (error) support::throw_os_error(error.value(), "cannot read the link", path);
    return target.string();
}

std::string real_path(const std::string& path) {
    std::error_code error;
    const std::filesystem::path real = std::filesystem::weakly_canonical(path, error);
    return error ? path : real.string();
}

}  // namespace brine::file
