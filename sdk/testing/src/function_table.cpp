// SPDX-License-Identifier: Apache-2.0
#include "function_table.hpp"

#include <algorithm>

namespace brine::testing {

void FunctionTable::add(std::unique_ptr<LoadedPlugin> plugin) {
    const std::lock_guard lock(mutex_);
    plugins_.push_back(std::move(plugin));
}

void FunctionTable::clear() {
    std::vector<std::unique_ptr<LoadedPlugin>> plugins;
    {
        const std::lock_guard lock(mutex_);
        availability_.clear();
        plugins.swap(plugins_);
    }
    // Without the lock: a plugin that stops may wait for a thread of its own which makes a call.
    while (!plugins.empty()) plugins.pop_back();
}

std::vector<const LoadedFunction*> FunctionTable::find(std::string_view kind, std::string_view name,
                                                       const LoadedPlugin* below) const {
    const std::lock_guard lock(mutex_);
    auto plugin = plugins_.rbegin();
    if (below != nullptr) {
        plugin = std::find_if(plugin, plugins_.rend(),
                              [below](const auto& other) { return other.get() == below; });
        if (plugin != plugins_.rend()) ++plugin;
    }
    std::vector<const LoadedFunction*> found;
    for (; plugin != plugins_.rend(); ++plugin)
        for (const LoadedFunction& function : (*plugin)->functions())
            if (function.kind == kind && function.name == name) found.push_back(&function);
    return found;
}

std::vector<const LoadedFunction*> FunctionTable::of_kind(std::string_view kind) const {
    const std::lock_guard lock(mutex_);
    std::vector<const LoadedFunction*> found;
    for (const auto& plugin : plugins_)
        for (const LoadedFunction& function : plugin->functions())
            if (function.kind == kind) found.push_back(&function);
    return found;
}

std::set<std::string, std::less<>> FunctionTable::kinds() const {
    const std::lock_guard lock(mutex_);
    std::set<std::string, std::less<>> kinds;
    for (const auto& plugin : plugins_)
        for (const LoadedFunction& function : plugin->functions()) kinds.insert(function.kind);
    return kinds;
}

std::optional<std::string> FunctionTable::known_availability(const LoadedPlugin& plugin,
                                                             std::string_view module) const {
    const std::lock_guard lock(mutex_);
    const auto known = availability_.find({&plugin, std::string(module)});
    if (known == availability_.end()) return std::nullopt;
    return known->second;
}

void FunctionTable::remember_availability(const LoadedPlugin& plugin, std::string_view module,
                                          std::string reason) {
    const std::lock_guard lock(mutex_);
    availability_.insert_or_assign({&plugin, std::string(module)}, std::move(reason));
}

const LoadedFunction* availability_of(const LoadedPlugin& plugin,
                                      std::string_view module) noexcept {
    const LoadedFunction* whole = nullptr;
    for (const LoadedFunction& function : plugin.functions()) {
        if (function.kind != "available") continue;
        if (function.name == module) return &function;
        if (function.name == "*") whole = &function;
    }
    return whole;
}

}  // namespace brine::testing
