// SPDX-License-Identifier: Apache-2.0
//
// The functions of all plugins and fakes, in the order in which they came.
#pragma once

#include "loaded_plugin.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace brine::testing {

// All members may be used from any thread. Functions stay where they are until clear().
class FunctionTable {
  public:
    void add(std::unique_ptr<LoadedPlugin> plugin);

    // Stops the plugins, the last one first.
    void clear();

    // Those of that kind and name, the winner first; with `below`, only those that came before it.
    [[nodiscard]] std::vector<const LoadedFunction*> find(
        std::string_view kind, std::string_view name, const LoadedPlugin* below = nullptr) const;

    // All of a kind, in the order in which they came.
    [[nodiscard]] std::vector<const LoadedFunction*> of_kind(std::string_view kind) const;

    [[nodiscard]] std::set<std::string, std::less<>> kinds() const;

    // Why a module of a plugin cannot work here (empty: it can), once that was remembered.
    [[nodiscard]] std::optional<std::string> known_availability(const LoadedPlugin& plugin,
                                                                std::string_view module) const;
    void remember_availability(const LoadedPlugin& plugin, std::string_view module,
                               std::string reason);

  private:
    mutable std::mutex mutex_;
    std::vector<std::unique_ptr<LoadedPlugin>> plugins_;
    std::map<std::pair<const LoadedPlugin*, std::string>, std::string> availability_;
};

// The function of kind "available" for a module: its own, else that of the whole plugin, else
// nullptr.
[[nodiscard]] const LoadedFunction* availability_of(const LoadedPlugin& plugin,
                                                    std::string_view module) noexcept;

}  // namespace brine::testing
