// SPDX-License-Identifier: Apache-2.0
//
// What every program of Brine is made of: configuration, log, event bus, and a host with the
// plugins that it finds.
#pragma once

#include "core/config/config.hpp"
#include "core/loader/installation.hpp"
#include "core/log/log.hpp"
#include "core/loop/bus.hpp"
#include "core/registry/host.hpp"

#include <memory>
#include <string>
#include <vector>

namespace brine::core {

struct InstanceRequest {
    ConfigRequest config;
    LogOptions log;
    bool log_file_from_config = false;  // write to the option log_file when `log` names no file
};

class Instance {
  public:
    // Reads the configuration and finds the plugins. Error as the parts say.
    explicit Instance(const InstanceRequest& request);

    // Looks at the plugin directories again. Not from two threads at once.
    void find_plugins();

    // The directories that find_plugins() looks at, lowest precedence first.
    [[nodiscard]] std::vector<PluginDirectory> search_path() const;

    [[nodiscard]] const Config& config() const noexcept { return config_; }
    [[nodiscard]] const Installation& installation() const noexcept { return installation_; }
    [[nodiscard]] Log& log() noexcept { return log_; }
    [[nodiscard]] Bus& bus() noexcept { return bus_; }
    [[nodiscard]] Host& host() noexcept { return host_; }

  private:
    void report_refusals(const std::vector<Located>& files);

    Config config_;
    Installation installation_;
    Log log_;
    Bus bus_;
    Host host_;
};

}  // namespace brine::core
