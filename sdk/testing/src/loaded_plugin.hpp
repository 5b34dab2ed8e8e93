// SPDX-License-Identifier: Apache-2.0
//
// A started plugin and the functions it added. A fake is a plugin with one function.
#pragma once

#include <brine/plugin.hpp>
#include <brine/support/signature.hpp>

#include <deque>
#include <memory>
#include <string>
#include <string_view>

namespace brine::testing {

class LoadedPlugin;

struct LoadedFunction {
    const LoadedPlugin* plugin = nullptr;
    std::string kind;
    std::string name;
    std::string doc;
    support::Signature signature;
    OwnedValue traits;  // a map or nil
    brine_fn call = nullptr;
    void* self = nullptr;

    // "user" of "user.info"; the whole name when there is no dot.
    [[nodiscard]] std::string_view module() const noexcept {
        return std::string_view(name).substr(0, name.find('.'));
    }
};

class LoadedPlugin {
  public:
    // Error that names the plugin when it breaks a rule of start() or does not start.
    static std::unique_ptr<LoadedPlugin> start(const brine_plugin& descriptor,
                                               const brine_host* host);
    static std::unique_ptr<LoadedPlugin> adopt(std::unique_ptr<Plugin> fake,
                                               const brine_host* host);

    LoadedPlugin(const LoadedPlugin&) = delete;
    LoadedPlugin& operator=(const LoadedPlugin&) = delete;
    ~LoadedPlugin();  // stops the plugin; none of its calls is running

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] const std::deque<LoadedFunction>& functions() const noexcept {
        return functions_;
    }

  private:
    class Setup;

    explicit LoadedPlugin(std::string name) : name_(std::move(name)) {}

    std::string name_;
    std::deque<LoadedFunction> functions_;
    std::unique_ptr<Plugin> fake_;
    const brine_plugin* descriptor_ = nullptr;  // once started
    void* self_ = nullptr;
};

}  // namespace brine::testing
