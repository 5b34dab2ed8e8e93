// SPDX-License-Identifier: Apache-2.0
//
// Functions by kind and name. A registry is made once and not changed; when plugins come or go a
// new one takes its place.
#pragma once

#include "core/registry/plugin_entry.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace brine::core {

class Registry {
  public:
    // `plugins` in ascending order of precedence. Refused ones contribute nothing, but are kept
    // to be told of.
    explicit Registry(std::vector<std::shared_ptr<PluginEntry>> plugins);

    // All functions of that kind and name, the one that wins first.
    [[nodiscard]] std::span<FunctionEntry* const> find(std::string_view kind,
                                                       std::string_view name) const noexcept;

    // The names of a kind, sorted; all kinds, sorted.
    [[nodiscard]] std::vector<std::string_view> names(std::string_view kind) const;
    [[nodiscard]] std::vector<std::string_view> kinds() const;

    [[nodiscard]] const std::vector<std::shared_ptr<PluginEntry>>& plugins() const noexcept {
        return plugins_;
    }

  private:
    using Names = std::unordered_map<std::string_view, std::vector<FunctionEntry*>>;

    [[nodiscard]] const Names* names_of(std::string_view kind) const noexcept;

    std::vector<std::shared_ptr<PluginEntry>> plugins_;
    std::vector<std::pair<std::string_view, Names>> kinds_;  // a handful: searched in order
};

}  // namespace brine::core
