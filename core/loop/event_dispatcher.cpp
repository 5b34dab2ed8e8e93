// SPDX-License-Identifier: Apache-2.0
#include "core/loop/event_dispatcher.hpp"

#include <brine/format.hpp>

#include <exception>
#include <utility>

namespace brine::core {

EventDispatcher::EventDispatcher(Host& host, WorkerPool& pool) : host_(host), pool_(pool) {
    find_handlers();
    token_ = host_.bus().subscribe(
        "*", [this](std::string_view tag, const Value& data) { dispatch(tag, data); });
}

EventDispatcher::~EventDispatcher() { host_.bus().unsubscribe(token_); }

void EventDispatcher::find_handlers() {
    std::vector<Handler> handlers;
    const std::shared_ptr<const Registry> registry = host_.registry();
    for (const std::string_view name : registry->names("event")) {
        const FunctionEntry* function = registry->find("event", name).front();
        const Value match = function->manifest->traits.get()["match"];
        if (match.is_str())
            handlers.push_back({support::Glob(match.str()), std::string(name)});
        else
            host_.log().write(Level::error, "events",
                              format("the handler {} of the plugin '{}' has no trait 'match'", name,
                                     function->plugin->manifest().name));
    }
    const std::lock_guard lock(mutex_);
    handlers_ = std::move(handlers);
}

void EventDispatcher::dispatch(std::string_view tag, const Value& data) {
    const std::lock_guard lock(mutex_);
    std::shared_ptr<const OwnedValue> kept;  // one copy, and only if somebody wants it
    for (const Handler& handler : handlers_) {
        if (!handler.match.matches(tag)) continue;
        if (!kept) kept = std::make_shared<const OwnedValue>(data);
        pool_.post([this, name = handler.name, copied = std::string(tag), kept] {
            handle(name, copied, *kept);
        });
    }
}

void EventDispatcher::handle(const std::string& name, const std::string& tag,
                             const OwnedValue& data) {
    try {
        const std::unique_ptr<Run> run = host_.begin({});
        const Value args[] = {tag, data.get()};
        Value ignored;
        Call call = call_of(*run);
        if (call.try_invoke({.kind = "event", .name = name, .arguments = {args, {}}}, ignored) !=
            BRINE_OK)
            host_.log().write(
                Level::error, "events",
                format("the handler {} failed on '{}': {}", name, tag, call.last_error()));
    } catch (const std::exception& error) {
        host_.log().write(
            Level::error, "events",
            format("the handler {} could not be called on '{}': {}", name, tag, error.what()));
    }
}

}  // namespace brine::core
