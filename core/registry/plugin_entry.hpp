// SPDX-License-Identifier: Apache-2.0
//
// A plugin and its functions as the registry knows them: declared at once, opened when needed.
#pragma once

#include "core/loader/catalog.hpp"
#include "core/loader/opened_plugin.hpp"

#include <brine/support/signature.hpp>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brine::core {

class PluginEntry;

// One function of one plugin. Everything but the manifest is there after PluginEntry::open().
struct FunctionEntry {
    PluginEntry* plugin = nullptr;
    const FunctionManifest* manifest = nullptr;
    support::Signature signature;
    EntryPoint entry;

    // "user" of "user.info"; the whole name when there is no dot.
    [[nodiscard]] std::string_view module() const noexcept;
};

// All members may be used from any thread.
class PluginEntry {
  public:
    // A plugin file; it is opened later.
    explicit PluginEntry(Located located);
    // A plugin that is linked into the program. Error when it does not start.
    PluginEntry(const brine_plugin& descriptor, const brine_host* host);

    PluginEntry(const PluginEntry&) = delete;
    PluginEntry& operator=(const PluginEntry&) = delete;
    ~PluginEntry() = default;

    [[nodiscard]] const Located& located() const noexcept { return located_; }
    [[nodiscard]] const Manifest& manifest() const noexcept { return *located_.manifest; }
    [[nodiscard]] std::vector<FunctionEntry>& functions() noexcept { return functions_; }

    // Opens the plugin if it is not open yet, and completes the function entries. Error, the same
    // each time, when that is not possible.
    void open(const brine_host* host);
    [[nodiscard]] bool is_open() const noexcept { return open_.load(std::memory_order_acquire); }

    // The function of kind "available" for a module: its own, else that of the whole plugin, else
    // nullptr.
    [[nodiscard]] FunctionEntry* availability_of(std::string_view module) noexcept;

    // Why a module of this plugin cannot work here (empty: it can), once it was asked.
    [[nodiscard]] std::optional<std::string> known_availability(std::string_view module) const;
    void remember_availability(std::string_view module, std::string reason);

  private:
    void make_functions();
    void complete();

    Located located_;
    std::vector<FunctionEntry> functions_;
    std::unique_ptr<OpenedPlugin> opened_;
    std::atomic<bool> open_ = false;
    std::optional<Error> open_error_;
    mutable std::mutex mutex_;
    std::map<std::string, std::string, std::less<>> availability_;  // module -> reason
};

}  // namespace brine::core
