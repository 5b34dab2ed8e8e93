// SPDX-License-Identifier: Apache-2.0
#include "fragments.hpp"

#include <brine/error.hpp>
#include <brine/support/file.hpp>

#include <algorithm>

namespace motd {

namespace fs = std::filesystem;

fs::path Fragments::path_of(std::string_view name) const {
    if (name.empty() || name.front() == '.' || name.find('/') != std::string_view::npos)
        throw brine::BadArgument("'" + std::string(name) +
                                 "' is no name for a piece of the message: it is a file's name, "
                                 "without '/' and no dot in front");
    return directory_ / name;
}

std::vector<std::string> Fragments::names() const {
    std::vector<std::string> names;
    if (!fs::exists(directory_)) return names;
    for (const fs::directory_entry& entry : fs::directory_iterator(directory_))
        if (entry.is_regular_file() && entry.path().filename().string().front() != '.')
            names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
}

std::optional<std::string> Fragments::read(std::string_view name) const {
    const fs::path path = path_of(name);
    if (!fs::exists(path)) return std::nullopt;
    return brine::support::read_file(path);
}

void Fragments::write(std::string_view name, std::string_view text) const {
    brine::support::replace_file(path_of(name), text, {.mode = 0644});
}

void Fragments::remove(std::string_view name) const { fs::remove(path_of(name)); }

}  // namespace motd
