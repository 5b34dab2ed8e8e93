// SPDX-License-Identifier: Apache-2.0
#include "library.hpp"

#include <brine/error.hpp>
#include <brine/format.hpp>

#include <dlfcn.h>

namespace brine::testing {

const brine_plugin& map_library(const std::filesystem::path& path) {
    // A name without '/' would be searched for in the system's directories. Never closed: plugins
    // count on staying mapped.
    void* library = ::dlopen(std::filesystem::absolute(path).c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) throw Error(format("cannot load the plugin: {}", ::dlerror()));
    const void* symbol = ::dlsym(library, BRINE_PLUGIN_SYMBOL);
    if (symbol == nullptr)
        throw Error(format("'{}' does not export {}; is BRINE_PLUGIN missing in it?", path.string(),
                           BRINE_PLUGIN_SYMBOL));
    return *static_cast<const brine_plugin*>(symbol);
}

}  // namespace brine::testing
