// SPDX-License-Identifier: Apache-2.0
#include "core/registry/registry.hpp"

#include <algorithm>
#include <utility>

namespace brine::core {

Registry::Registry(std::vector<std::shared_ptr<PluginEntry>> plugins)
    : plugins_(std::move(plugins)) {
    for (auto plugin = plugins_.rbegin(); plugin != plugins_.rend(); ++plugin) {
        if (!(*plugin)->manifest().usable()) continue;
        for (FunctionEntry& function : (*plugin)->functions()) {
            const std::string_view kind = function.manifest->kind;
            auto names = std::find_if(kinds_.begin(), kinds_.end(),
                                      [&](const auto& entry) { return entry.first == kind; });
            if (names == kinds_.end()) names = kinds_.emplace(kinds_.end(), kind, Names());
            names->second[function.manifest->name].push_back(&function);
        }
    }
}

const Registry::Names* Registry::names_of(std::string_view kind) const noexcept {
    for (const auto& [name, names] : kinds_)
        if (name == kind) return &names;
    return nullptr;
}

std::span<FunctionEntry* const> Registry::find(std::string_view kind,
                                               std::string_view name) const noexcept {
    const Names* names = names_of(kind);
    if (names == nullptr) return {};
    const auto found = names->find(name);
    if (found == names->end()) return {};
    return found->second;
}

std::vector<std::string_view> Registry::names(std::string_view kind) const {
    std::vector<std::string_view> sorted;
    if (const Names* names = names_of(kind))
        for (const auto& [name, functions] : *names) sorted.push_back(name);
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

std::vector<std::string_view> Registry::kinds() const {
    std::vector<std::string_view> sorted;
    for (const auto& [name, names] : kinds_) sorted.push_back(name);
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

}  // namespace brine::core
