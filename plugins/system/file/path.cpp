// SPDX-License-Identifier: Apache-2.0
#include "path.hpp"

#include <unistd.h>
#include <brine/support/text.hpp>
#include <brine/support/user.hpp>

#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "owner.hpp"

namespace brine::file {
namespace {

std::string home_of(const std::string& user) {
    if (user.empty()) {
        if (const char* home = std::getenv("HOME")) return home;
    }
    const std::string name = user.empty() ? user_name(::getuid()).value_or(std::string()) : user;
    try {
        return name.empty() ? std::string() : support::find_user(name).home;
    } catch (const std::invalid_argument&) {  // no such user
        return {};
    }
}

std::string without_trailing_slashes(std::string path) {
    while (path.ends_with('/')) path.pop_back();
    return path;
}

bool is_name_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// The length of the variable at the start of `text`, which begins with '$', and its name; 0 when
// it is none.
std::size_t variable_at(std::string_view text, std::string& name) {
    if (text.substr(1).starts_with('{')) {
        const std::size_t end = text.find('}');
        if (end == std::string_view::npos) return 0;
        name = text.substr(2, end - 2);
        return end + 1;
    }
    std::size_t end = 1;
    while (end < text.size() && is_name_character(text[end])) ++end;
    name = text.substr(1, end - 1);
    return name.empty() ? 0 : end;
}

}  // namespace

std::string expand_user(std::string_view path) {
    if (!path.starts_with('~')) return std::string(path);
    const std::size_t slash = std::min(path.find('/'), path.size());
    const std::string home =
        without_trailing_slashes(home_of(std::string(path.substr(1, slash - 1))));
    if (home.empty()) return std::string(path);
    return home + std::string(path.substr(slash));
}

std::string expand_variables(std::string_view path) {
    std::string expanded;
    std::string name;
    while (!path.empty()) {
        const std::size_t length = path.front() == '$' ? variable_at(path, name) : 0;
        const char* value = length != 0 ? std::getenv(name.c_str()) : nullptr;
        const std::size_t taken = length != 0 ? length : 1;
        expanded += value != nullptr ? std::string_view(value) : path.substr(0, taken);
        path.remove_prefix(taken);
    }
    return expanded;
}

std::string normalized(std::string_view path) {
    if (path.empty()) return ".";
    // Two leading slashes, but not more, may have a meaning of their own.
    const bool two = path.starts_with("//") && !path.starts_with("///");
    const std::string_view root = two ? "//" : is_absolute(path) ? "/" : "";
    std::vector<std::string_view> kept;
    for (const std::string_view part : support::split(path, '/')) {
        if (part.empty() || part == ".") continue;
        const bool climbs = part == "..";
        if (climbs && !kept.empty() && kept.back() != "..") {
            kept.pop_back();
        } else if (!climbs || root.empty()) {
            kept.push_back(part);
        }
    }
    std::string result = std::string(root) + support::join(kept, "/");
    return result.empty() ? "." : result;
}

std::string absolute(std::string_view path) {
    if (is_absolute(path)) return normalized(path);
    return normalized(joined(std::filesystem::current_path().string(), path));
}

std::string directory_of(std::string_view path) {
    const std::string head(path.substr(0, path.rfind('/') + 1));
    if (head.find_first_not_of('/') == std::string::npos) return head;
    return without_trailing_slashes(head);
}

std::string base_name(std::string_view path) {
    return std::string(path.substr(path.rfind('/') + 1));
}

std::string joined(std::string_view directory, std::string_view path) {
    if (is_absolute(path)) return std::string(path);
    std::string whole(directory);
    if (!whole.empty() && !whole.ends_with('/')) whole += '/';
    return whole.append(path);
}

std::string_view relative_below(std::string_view path, std::string_view directory) {
    path.remove_prefix(std::min(directory.size(), path.size()));
    while (path.starts_with('/')) path.remove_prefix(1);
    return path;
}

bool is_below(std::string_view path, std::string_view directory) {
    if (!path.starts_with(directory)) return false;
    return path.size() == directory.size() || directory.ends_with('/') ||
           path[directory.size()] == '/';
}

}  // namespace brine::file
