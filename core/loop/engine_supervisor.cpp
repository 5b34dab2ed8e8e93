// SPDX-License-Identifier: Apache-2.0
#include "core/loop/engine_supervisor.hpp"

#include <brine/format.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace brine::core {
namespace {

// An engine that ends is started again after a while that doubles up to the longest; one that
// ran longer than that counts as healthy.
constexpr std::chrono::seconds first_pause{1};
constexpr std::chrono::seconds longest_pause{60};

struct EngineConfig {
    std::string name;
    OwnedValue config;
};

std::vector<EngineConfig> read_engines(const Value& engines) {
    std::vector<EngineConfig> all;
    for (const Value& entry : engines.items()) {
        if (entry.is_str())
            all.push_back({std::string(entry.str()), OwnedValue()});
        else if (entry.is_map() && entry.size() == 1 && entry.pairs()[0].key.is_str())
            all.push_back(
                {std::string(entry.pairs()[0].key.str()), OwnedValue(entry.pairs()[0].value)});
        else
            throw Error("the option 'engines' lists names, or maps of one name to its options");
    }
    return all;
}

}  // namespace

EngineSupervisor::EngineSupervisor(Host& host, const Value& engines) : host_(host) {
    std::vector<EngineConfig> all = read_engines(engines);
    for (const EngineConfig& engine : all)
        if (host_.registry()->find("engine", engine.name).empty())
            throw Error(format("the option 'engines' names '{}', but no plugin offers that engine",
                               engine.name));
    for (EngineConfig& engine : all)
        threads_.emplace_back([this, name = engine.name, config = std::move(engine.config)] {
            supervise(name, config);
        });
}

EngineSupervisor::~EngineSupervisor() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    host_.cancel_all();
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void EngineSupervisor::supervise(const std::string& name, const OwnedValue& config) {
    using Clock = std::chrono::steady_clock;
    std::chrono::seconds pause_time = first_pause;
    do {
        const Clock::time_point started = Clock::now();
        brine_call* raw = host_.table()->begin(host_.table(), nullptr);
        if (raw == nullptr) return;  // the host is stopping
        Call call(raw);
        const Value args[] = {config.get()};
        Value ignored;
        const brine_status status =
            call.try_invoke({.kind = "engine", .name = name, .arguments = {args, {}}}, ignored);
        const std::string reason = status == BRINE_OK ? "it returned" : call.last_error();
        const bool cancelled = call.cancelled();
        host_.table()->end(raw);
        if (cancelled) return;
        if (Clock::now() - started > longest_pause) pause_time = first_pause;
        host_.log().write(Level::error, "engines",
                          format("the engine {} ended ({}); it starts again in {} s", name, reason,
                                 pause_time.count()));
    } while (pause(std::exchange(pause_time, std::min(pause_time * 2, longest_pause))));
}

// Sleeps; false when the daemon stops meanwhile.
bool EngineSupervisor::pause(std::chrono::seconds time) {
    std::unique_lock lock(mutex_);
    return !wake_.wait_for(lock, time, [this] { return stopping_; });
}

}  // namespace brine::core
