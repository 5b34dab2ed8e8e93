// SPDX-License-Identifier: Apache-2.0
//
// A plugin whose library is in this process: checked, started, its functions at hand. The rules
// are those of brine/abi.h; each that is broken is an Error which says what to do about it.
#pragma once

#include "core/loader/manifest.hpp"

#include <brine/abi.h>

#include <memory>
#include <string>
#include <vector>

namespace brine::core {

// What is called for a FunctionManifest of the same position.
struct EntryPoint {
    brine_fn call = nullptr;
    void* self = nullptr;
};

class OpenedPlugin {
  public:
    // Maps the library and starts the plugin with `host`. Error when a rule is broken; then
    // nothing of it is left but the mapping.
    [[nodiscard]] static std::unique_ptr<OpenedPlugin> open(const std::string& path,
                                                            const brine_host* host);

    // Starts a plugin that is linked into the program.
    [[nodiscard]] static std::unique_ptr<OpenedPlugin> start(const brine_plugin& descriptor,
                                                             const brine_host* host);

    OpenedPlugin(const OpenedPlugin&) = delete;
    OpenedPlugin& operator=(const OpenedPlugin&) = delete;
    ~OpenedPlugin();  // stops the plugin; no call may be running

    // Descriptor and functions, without path and stamp.
    [[nodiscard]] const Manifest& manifest() const noexcept { return manifest_; }
    [[nodiscard]] const std::vector<EntryPoint>& entry_points() const noexcept {
        return entry_points_;
    }

  private:
    class Setup;

    explicit OpenedPlugin(const brine_plugin& descriptor) : descriptor_(&descriptor) {}

    const brine_plugin* descriptor_;
    void* self_ = nullptr;
    bool started_ = false;
    Manifest manifest_;
    std::vector<EntryPoint> entry_points_;
};

}  // namespace brine::core
