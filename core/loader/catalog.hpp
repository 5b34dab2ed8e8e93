// SPDX-License-Identifier: Apache-2.0
//
// All plugin files of a search path: found, checked, described, and ranked.
#pragma once

#include "core/loader/index.hpp"
#include "core/loader/manifest.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace brine::core {

// A directory of plugins. Of two plugins that offer the same function the one from the directory
// later in the search path wins.
struct PluginDirectory {
    std::string path;
    std::string origin;  // "built-in", "drop-in", "synced": for people
};

// A plugin file in its place.
struct Located {
    std::shared_ptr<const Manifest> manifest;
    std::string origin;
    std::size_t rank = 0;   // position of its directory; higher wins
    bool replaced = false;  // refused for a plugin of the same name with a higher rank
};

using Describe = std::function<std::vector<Manifest>(const std::vector<std::string>& paths)>;

// Files named *.so, other than those whose name starts with '.' or '_', in ascending order of
// precedence: by rank, then by name. Only files that the index does not know are described. A
// directory that breaks a rule yields one refused entry with the directory's path. A plugin with
// the name of another one of a lower rank replaces it whole; of the same rank, it is refused.
[[nodiscard]] std::vector<Located> scan(const std::vector<PluginDirectory>& search_path,
                                        Index& index, const Describe& describe);

}  // namespace brine::core
