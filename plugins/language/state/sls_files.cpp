// SPDX-License-Identifier: Apache-2.0
#include "sls_files.hpp"

#include <brine/format.hpp>
#include <brine/support/glob.hpp>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

namespace brine::state {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view suffix = ".sls";
constexpr std::string_view init_suffix = "/init.sls";

std::string replaced(std::string_view text, char from, char to) {
    std::string copy(text);
    std::replace(copy.begin(), copy.end(), from, to);
    return copy;
}

bool is_file(const std::string& path) {
    std::error_code ignored;  // what cannot be looked at is not there
    return fs::is_regular_file(path, ignored);
}

// Collects the paths of all SLS files below a directory, relative to it. Symbolic links are
// followed; a directory that contains itself through one is entered once.
class Walk {
  public:
    explicit Walk(std::set<std::string>& found) : found_(found) {}

    void enter(const fs::path& directory, const std::string& prefix) {
        std::error_code error;
        const fs::path real = fs::canonical(directory, error);
        if (error || !inside_.insert(real).second) return;
        for (const fs::directory_entry& item : fs::directory_iterator(directory, error)) {
            const std::string name = item.path().filename().string();
            std::error_code ignored;
            if (item.is_directory(ignored)) {
                enter(item.path(), prefix + name + '/');
            } else if (name.ends_with(suffix)) {
                found_.insert(sls_name(prefix + name));
            }
        }
        inside_.erase(real);
    }

  private:
    static std::string sls_name(const std::string& path) {
        const std::size_t cut = path.ends_with(init_suffix) ? init_suffix.size() : suffix.size();
        return replaced(path.substr(0, path.size() - cut), '/', '.');
    }

    std::set<std::string>& found_;
    std::set<fs::path> inside_;
};

std::vector<std::string> directory_list(const Value& value, const Value& environment) {
    std::vector<std::string> directories;
    if (value.is_str()) {
        directories.emplace_back(value.str());
        return directories;
    }
    for (const Value& item : value.items()) {
        if (!item.is_str())
            throw Error(format("file_roots: a directory of the environment '{}' is {}, not a path",
                               environment, item.described()));
        directories.emplace_back(item.str());
    }
    return directories;
}

}  // namespace

SlsFiles::SlsFiles(const Value& file_roots) {
    if (!file_roots.is_map())
        throw Error("the option file_roots is not a map of environments to directories");
    for (const Pair& pair : file_roots.pairs()) {
        const std::string environment = to_text(pair.key);
        order_.push_back(environment);
        roots_.emplace(environment, directory_list(pair.value, pair.key));
    }
    const auto base = std::find(order_.begin(), order_.end(), "base");
    if (base != order_.end()) {
        std::rotate(order_.begin(), base, base + 1);
    } else {
        order_.insert(order_.begin(), "base");
    }
}

std::vector<std::string> SlsFiles::environments() const { return order_; }

bool SlsFiles::has_environment(std::string_view environment) const {
    return environment == "base" || roots_.find(environment) != roots_.end();
}

std::optional<SlsFile> SlsFiles::find(std::string_view environment, std::string_view sls) const {
    const std::string path = replaced(sls, '.', '/');
    if (auto file = find_path(environment, path + ".sls")) return SlsFile{std::move(*file), false};
    if (auto file = find_path(environment, path + "/init.sls"))
        return SlsFile{std::move(*file), true};
    return std::nullopt;
}

std::optional<std::string> SlsFiles::find_path(std::string_view environment,
                                               std::string_view path) const {
    for (const std::string& root : directories(environment)) {
        std::string candidate = root + '/' + std::string(path);
        if (is_file(candidate)) return candidate;
    }
    return std::nullopt;
}

std::vector<std::string> SlsFiles::matching(std::string_view environment,
                                            std::string_view pattern) {
    if (!support::has_wildcard(pattern)) {
        if (!find(environment, pattern)) return {};
        return {std::string(pattern)};
    }
    const support::Glob glob(pattern);
    std::vector<std::string> found;
    for (const std::string& name : names(environment))
        if (glob.matches(name)) found.push_back(name);
    return found;
}

const std::vector<std::string>& SlsFiles::names(std::string_view environment) {
    if (const auto known = names_.find(environment); known != names_.end()) return known->second;
    std::set<std::string> found;
    for (const std::string& root : directories(environment)) Walk(found).enter(root, "");
    return names_.emplace(environment, std::vector<std::string>(found.begin(), found.end()))
        .first->second;
}

const SlsFiles::Directories& SlsFiles::directories(std::string_view environment) const {
    static const Directories none;
    const auto found = roots_.find(environment);
    return found != roots_.end() ? found->second : none;
}

}  // namespace brine::state
