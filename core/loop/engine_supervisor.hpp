// SPDX-License-Identifier: Apache-2.0
//
// Engines: functions of kind "engine" that run in a thread of their own as long as the daemon
// does, and are started again when they end.
#pragma once

#include "core/registry/host.hpp"

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace brine::core {

class EngineSupervisor {
  public:
    // Starts what the option `engines` lists: names, or maps of a name to its configuration.
    // Error when the list is malformed or an engine is unknown. The host outlives this.
    EngineSupervisor(Host& host, const Value& engines);
    EngineSupervisor(const EngineSupervisor&) = delete;
    EngineSupervisor& operator=(const EngineSupervisor&) = delete;
    ~EngineSupervisor();  // asks all to stop and waits for them

  private:
    void supervise(const std::string& name, const OwnedValue& config);
    bool pause(std::chrono::seconds time);

    Host& host_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace brine::core
