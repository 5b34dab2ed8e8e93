// SPDX-License-Identifier: Apache-2.0
#include "core/loader/catalog.hpp"

#include "core/loader/file_rules.hpp"

#include <brine/format.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>
#include <utility>

namespace brine::core {
namespace {

std::shared_ptr<const Manifest> refused(const std::string& path, std::string reason) {
    auto manifest = std::make_shared<Manifest>();
    manifest->path = path;
    manifest->refusal = std::move(reason);
    return manifest;
}

bool is_plugin_name(const std::string& name) {
    return name.ends_with(".so") && name.front() != '.' && name.front() != '_';
}

// Paths of the plugin files in a directory, sorted; empty when there is no such directory.
std::vector<std::string> plugin_files(const std::string& directory) {
    std::vector<std::string> paths;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(directory, error), end; !error && entry != end;
         entry.increment(error))
        if (is_plugin_name(entry->path().filename())) paths.push_back(entry->path());
    if (error && error != std::errc::no_such_file_or_directory)
        throw std::system_error(error, "cannot read the plugin directory '" + directory + "'");
    std::sort(paths.begin(), paths.end());
    return paths;
}

// The directory's files, each with what the index knows of it, or nullptr.
std::vector<Located> locate(const PluginDirectory& directory, std::size_t rank,
                            const Index& index) {
    if (std::string reason = directory_refusal(directory.path); !reason.empty())
        return {{refused(directory.path, "is a plugin directory that " + reason), directory.origin,
                 rank}};
    std::vector<Located> files;
    for (const std::string& path : plugin_files(directory.path)) {
        FileStamp stamp;
        std::string reason = file_refusal(path, stamp);
        files.push_back({reason.empty() ? index.find(path, stamp) : refused(path, reason),
                         directory.origin, rank, false});
        if (!files.back().manifest) {
            auto unknown = std::make_shared<Manifest>();
            unknown->path = path;
            files.back().manifest = unknown;
        }
    }
    return files;
}

bool is_unknown(const Located& file) {
    return file.manifest->usable() && file.manifest->name.empty();
}

void describe_unknown(std::vector<Located>& files, Index& index, const Describe& describe) {
    std::vector<std::string> paths;
    for (const Located& file : files)
        if (is_unknown(file)) paths.push_back(file.manifest->path);
    if (paths.empty()) return;
    std::vector<Manifest> manifests = describe(paths);
    auto next = manifests.begin();
    for (Located& file : files) {
        if (!is_unknown(file)) continue;
        auto manifest = std::make_shared<const Manifest>(std::move(*next++));
        index.put(manifest);
        file.manifest = std::move(manifest);
    }
}

// Leaves of the plugins with the same name only the one with the highest rank.
void settle_names(std::vector<Located>& files) {
    std::map<std::string, std::size_t> holders;
    std::vector<Located> settled;
    for (Located& file : files) {
        const std::string& name = file.manifest->name;
        if (file.manifest->usable()) {
            const auto [holder, is_new] = holders.emplace(name, settled.size());
            if (!is_new && settled[holder->second].rank == file.rank) {
                file.manifest = refused(
                    file.manifest->path,
                    format("is named '{}' like '{}' in the same directory; remove one of them",
                           name, settled[holder->second].manifest->path));
            } else if (!is_new) {
                Located& lower = settled[holder->second];
                lower.manifest =
                    refused(lower.manifest->path, format("is replaced by the plugin of the same "
                                                         "name '{}'",
                                                         file.manifest->path));
                lower.replaced = true;
                holder->second = settled.size();
            }
        }
        settled.push_back(std::move(file));
    }
    files = std::move(settled);
}

}  // namespace

std::vector<Located> scan(const std::vector<PluginDirectory>& search_path, Index& index,
                          const Describe& describe) {
    std::vector<Located> files;
    for (std::size_t rank = 0; rank < search_path.size(); ++rank)
        for (Located& file : locate(search_path[rank], rank, index))
            files.push_back(std::move(file));
    describe_unknown(files, index, describe);
    std::set<std::string> present;
    for (const Located& file : files) present.insert(file.manifest->path);
    index.retain([&](const std::string& path) { return present.contains(path); });
    settle_names(files);
    return files;
}

}  // namespace brine::core
