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
        for (FunctionEntry* function : registry->find("event", name)) {
            const Value match = function->manifest->traits.get()["match"];
            if (match.is_str())
                handlers.push_back({support::Glob(match.str()), function, registry});
            else
                host_.log().write(Level::error, "events",
                                  format("the handler {} of the plugin '{}' has no trait 'match'",
                                         name, function->plugin->manifest().name));
        }
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
        pool_.post(
            [this, handler, copied = std::string(tag), kept] { handle(handler, copied, *kept); });
    }
}

void EventDispatcher::handle(const Handler& handler, const std::string& tag,
                             const OwnedValue& data) {
    const auto report = [&](std::string_view reason) {
        host_.log().write(Level::error, "events",
                          format("the handler {} of the plugin '{}' failed on '{}': {}",
                                 handler.function->manifest->name,
                                 handler.function->plugin->manifest().name, tag, reason));
    };
    try {
        const std::unique_ptr<Run> run = host_.begin({});
        const Value args[] = {tag, data.get()};
        const brine_request request{.size = sizeof(brine_request),
                                    .flags = 0,
                                    .kind = {},
                                    .name = {},
                                    .args = &args[0].raw(),
                                    .arg_count = 2,
                                    .kwargs = nullptr,
                                    .kwarg_count = 0,
                                    .context = nullptr};
        Value ignored;
        if (host_.invoke(run->frame, *handler.function, request, ignored) != BRINE_OK)
            report(run->frame.last_error);
    } catch (const std::exception& error) {
        report(error.what());
    }
}

}  // namespace brine::core
