// SPDX-License-Identifier: Apache-2.0
//
// Host: the other side of brine/abi.h. It owns the registry and carries out what plugins ask of
// their calls.
#pragma once

#include "core/log/log.hpp"
#include "core/loop/bus.hpp"
#include "core/registry/registry.hpp"
#include "core/registry/run.hpp"

#include <brine/call.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace brine::core {

struct HostOptions {
    Value options;  // the configuration; lives as long as the host
    unsigned call_depth = 100;
    bool check_results = false;  // walk each returned value and blame the plugin for a bad one
};

// All members may be used from any thread unless they say otherwise.
class Host {
  public:
    // `log` and `bus` outlive the host.
    Host(HostOptions options, Log& log, Bus& bus);
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;
    ~Host();  // no run may be left

    // Adds a plugin that is linked in; files take precedence over it. Error when it does not
    // start.
    void add_linked_plugin(const brine_plugin& descriptor);

    // Makes these files, in ascending order of precedence, and the linked-in plugins the ones
    // that new runs see. Running ones keep what they started with.
    void set_plugins(std::vector<Located> files);

    [[nodiscard]] std::shared_ptr<const Registry> registry() const;
    [[nodiscard]] const brine_host* table() const noexcept { return &table_; }
    [[nodiscard]] const Value& options() const noexcept { return options_.options; }
    [[nodiscard]] Log& log() noexcept { return log_; }
    [[nodiscard]] Bus& bus() noexcept { return bus_; }

    // An outermost call with `context` (a map or nil, copied). Ends with the pointer.
    [[nodiscard]] std::unique_ptr<Run> begin(const Value& context);

    // Asks all runs to stop, and refuses new ones that plugins begin.
    void cancel_all() noexcept;

    // ---- what brine_host offers ----

    [[nodiscard]] brine_status invoke(Frame& caller, const brine_request& request, Value& result);
    // The same for one function, whether or not it wins: `request` only gives the arguments.
    [[nodiscard]] brine_status invoke(Frame& caller, FunctionEntry& function,
                                      const brine_request& request, Value& result);
    [[nodiscard]] brine_status lookup(Frame& frame, std::string_view path, Value& out);

    // Whether a function could be called: the one that would be, or Error with status
    // BRINE_NOT_FOUND or BRINE_UNAVAILABLE and the reason.
    [[nodiscard]] FunctionEntry& resolve(Frame& frame, std::string_view kind, std::string_view name,
                                         const PluginEntry* below = nullptr);

  private:
    struct Table : brine_host {
        Host* owner = nullptr;
    };
    friend struct HostTable;

    template <class Body>
    static brine_status guarded(Frame& caller, Body&& body);

    static Table make_table(Host* owner);
    void renew_registry();
    void attach(Run& run);
    void detach(Run& run);
    brine_status run_function(Frame& caller, FunctionEntry& function, const brine_request& request,
                              Value& result);
    brine_status enter(Frame& frame, FunctionEntry& function, const Value* args, Value& result);
    void require_available(Frame& frame, FunctionEntry& function);
    [[nodiscard]] Error not_found(const Registry& registry, std::string_view kind,
                                  std::string_view name) const;

    HostOptions options_;
    Log& log_;
    Bus& bus_;
    Table table_;
    mutable std::mutex mutex_;  // guards what follows
    std::vector<std::shared_ptr<PluginEntry>> linked_;
    std::vector<std::shared_ptr<PluginEntry>> files_;
    std::shared_ptr<const Registry> registry_;
    std::set<Run*> runs_;
    std::atomic<bool> stopping_ = false;
};

// A Call on the outermost frame of a run.
[[nodiscard]] inline Call call_of(Run& run) { return Call(&run.frame); }

}  // namespace brine::core
