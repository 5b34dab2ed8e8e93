// SPDX-License-Identifier: Apache-2.0
//
// Hands events to the functions of kind "event" whose trait "match" fits the tag: all of them,
// here no function takes the place of another.
#pragma once

#include "core/loop/worker_pool.hpp"
#include "core/registry/host.hpp"

#include <brine/support/glob.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace brine::core {

class EventDispatcher {
  public:
    // Handlers run on `pool`. Both outlive the dispatcher; no handler runs once the pool is gone.
    EventDispatcher(Host& host, WorkerPool& pool);
    EventDispatcher(const EventDispatcher&) = delete;
    EventDispatcher& operator=(const EventDispatcher&) = delete;
    ~EventDispatcher();

    // Looks again at which handlers there are. Any thread.
    void find_handlers();

  private:
    struct Handler {
        support::Glob match;
        FunctionEntry* function;
        std::shared_ptr<const Registry> owner;  // of the function
    };

    void dispatch(std::string_view tag, const Value& data);
    void handle(const Handler& handler, const std::string& tag, const OwnedValue& data);

    Host& host_;
    WorkerPool& pool_;
    std::mutex mutex_;
    std::vector<Handler> handlers_;
    std::uint64_t token_ = 0;
};

}  // namespace brine::core
