// SPDX-License-Identifier: Apache-2.0
#include "core/loader/installation.hpp"

#include <filesystem>

namespace brine::core {

Installation find_installation() {
    namespace fs = std::filesystem;
    // bin/brine and lib/brine/brine-worker lie at these places below the same prefix.
    const fs::path program = fs::read_symlink("/proc/self/exe");
    fs::path prefix = program.parent_path().parent_path();
    const fs::path library(BRINE_LIBRARY_DIR);  // relative: "lib/brine"
    if (program.parent_path().filename() == library.filename())
        for (const fs::path& part : library.parent_path())
            if (!part.empty()) prefix = prefix.parent_path();
    return {.plugins = prefix / library / "plugins", .worker = prefix / library / "brine-worker"};
}

}  // namespace brine::core
