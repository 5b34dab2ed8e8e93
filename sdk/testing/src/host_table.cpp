// SPDX-License-Identifier: Apache-2.0
//
// The table of C functions through which plugins reach the host. Nothing is thrown through here.
#include "host_impl.hpp"

#include <brine/format.hpp>
#include <brine/testing/value_check.hpp>

#include <algorithm>
#include <array>
#include <exception>
#include <optional>

namespace brine::testing {
namespace {

using Impl = FakeHost::Impl;

std::string_view view(brine_text text) { return {text.bytes, text.size}; }

Impl& impl_of(const brine_host* host) { return *static_cast<const Impl::Table*>(host)->owner; }
Impl& impl_of(const Frame& frame) { return *frame.run->host; }

// Runs `body` and turns what it throws into a status and the frame's last error.
template <class Body>
brine_status guarded(Frame& frame, Body&& body) noexcept {
    try {
        return body();
    } catch (const Error& error) {
        frame.last_error = error.what();
        return error.status();
    } catch (const std::bad_alloc&) {
        return BRINE_NO_MEMORY;
    } catch (const std::exception& error) {
        frame.last_error = error.what();
        return BRINE_FAILED;
    }
}

std::string speaker(const Frame& frame) {
    return frame.function != nullptr ? frame.function->plugin->name() : std::string("test");
}

void require_sound(const Frame& frame, std::string_view what, const Value& value) {
    if (const std::string flaw = flaw_of(value); !flaw.empty())
        impl_of(frame).fail_for_breach(format("the plugin '{}' {} {}", speaker(frame), what, flaw));
}

void* alloc(brine_call* call, std::size_t bytes) { return frame_of(call).arena->allocate(bytes); }

brine_status invoke(brine_call* call, const brine_request* request, brine_value* result) {
    Value out;
    const brine_status status = impl_of(frame_of(call)).invoke(frame_of(call), *request, out);
    *result = out.raw();
    return status;
}

brine_status lookup(brine_call* call, brine_text path, brine_value* out) {
    Frame& frame = frame_of(call);
    Value value;
    const brine_status status =
        guarded(frame, [&] { return impl_of(frame).lookup(frame, view(path), value); });
    *out = value.raw();
    return status;
}

brine_status store(brine_call* call, brine_text key, const brine_value* value) {
    Frame& frame = frame_of(call);
    return guarded(frame, [&] {
        require_sound(frame, format("stores as '{}'", view(key)), Value(*value));
        frame.run->stored.insert_or_assign(std::string(view(key)),
                                           copy(frame.run->arena.memory(), Value(*value)));
        return brine_status{BRINE_OK};
    });
}

brine_status fail(brine_call* call, brine_status why, brine_text message) {
    Frame& frame = frame_of(call);
    const brine_status noted = guarded(frame, [&] {
        frame.failure = view(message);
        return brine_status{BRINE_OK};
    });
    if (noted != BRINE_OK) return noted;
    return why == BRINE_OK ? brine_status{BRINE_FAILED} : why;
}

brine_text last_error(brine_call* call) {
    const std::string& message = frame_of(call).last_error;
    return {message.data(), message.size()};
}

Level level_of(std::uint32_t level) {
    return static_cast<Level>(std::min<std::uint32_t>(level, BRINE_LOG_ERROR));
}

int logs(brine_call* call, std::uint32_t level) {
    return impl_of(frame_of(call)).recorder.wants(level_of(level)) ? 1 : 0;
}

void log(brine_call* call, std::uint32_t level, brine_text message) {
    Frame& frame = frame_of(call);
    static_cast<void>(guarded(frame, [&] {
        impl_of(frame).recorder.log({.level = level_of(level),
                                     .plugin = speaker(frame),
                                     .text = std::string(view(message))});
        return brine_status{BRINE_OK};
    }));
}

brine_status emit(brine_call* call, brine_text tag, const brine_value* data) {
    Frame& frame = frame_of(call);
    return guarded(frame, [&] {
        require_sound(frame, format("emits as '{}'", view(tag)), Value(*data));
        impl_of(frame).recorder.event(view(tag), Value(*data));
        impl_of(frame).subscribers.publish(view(tag), Value(*data));
        return brine_status{BRINE_OK};
    });
}

int cancelled(brine_call* call) { return impl_of(frame_of(call)).ask_cancelled() ? 1 : 0; }

brine_call* begin(const brine_host* host, const brine_value* context) {
    Impl& impl = impl_of(host);
    if (impl.stopping) return nullptr;
    try {
        auto run = std::make_unique<Run>(impl, context != nullptr ? Value(*context) : Value(),
                                         /*made_by_test=*/false);
        ++impl.open_runs;
        return &run.release()->frame;
    } catch (const std::exception&) {
        return nullptr;  // out of memory, or a context nested beyond all measure
    }
}

void end(brine_call* call) {
    const std::unique_ptr<Run> run(frame_of(call).run);
    --run->host->open_runs;
}

std::uint64_t subscribe(const brine_host* host, brine_text pattern, brine_event_fn handler,
                        void* self) {
    try {
        return impl_of(host).subscribers.add(view(pattern), handler, self);
    } catch (const std::bad_alloc&) {
        return 0;
    }
}

void unsubscribe(const brine_host* host, std::uint64_t token) {
    impl_of(host).subscribers.remove(token);
}

const void* extension(const brine_host* host, const char* id) {
    static constexpr brine_events events{sizeof(brine_events), 0, subscribe, unsubscribe};
    Impl& impl = impl_of(host);
    const std::lock_guard lock(impl.mutex);
    const auto found = impl.extensions.find(std::string_view(id));
    if (found != impl.extensions.end()) return found->second;
    return std::string_view(id) == BRINE_EVENTS_ID ? &events : nullptr;
}

// The nearest of the contexts that calls laid over each other which has `root`.
std::optional<Value> laid_over(const Frame& frame, std::string_view root) {
    for (const Frame* at = &frame; at != nullptr; at = at->parent)
        if (const Value* found = at->context.find(root)) return *found;
    if (const Value* found = frame.run->context.find(root)) return *found;
    return std::nullopt;
}

// A stored key may itself contain colons, so the longest one that fits is taken.
std::optional<Value> stored_at(const Run& run, std::string_view path) {
    for (std::size_t end = path.size();;) {
        const auto found = run.stored.find(path.substr(0, end));
        if (found != run.stored.end())
            return at_path(found->second,
                           end == path.size() ? std::string_view() : path.substr(end + 1));
        end = path.substr(0, end).rfind(':');
        if (end == std::string_view::npos) return std::nullopt;
    }
}

}  // namespace

brine_status Impl::lookup(Frame& frame, std::string_view path, Value& out) {
    const std::size_t colon = path.find(':');
    const std::string_view root = path.substr(0, colon);
    const std::string_view rest =
        colon == std::string_view::npos ? std::string_view() : path.substr(colon + 1);
    const auto answer = [&out](const std::optional<Value>& value) {
        if (!value) return brine_status{BRINE_NOT_FOUND};
        out = *value;
        return brine_status{BRINE_OK};
    };
    if (const auto value = laid_over(frame, root)) return answer(at_path(*value, rest));
    if (root == "context") return answer(stored_at(*frame.run, rest));
    if (context.find(root)) return answer(context.find(path));

    if (functions.find("context", root).empty()) return BRINE_NOT_FOUND;
    const std::array<Value, 1> args{Value::stable(rest)};
    return Call(&frame).try_invoke(
        {.kind = "context", .name = root, .arguments = {.args = args, .kwargs = {}}}, out);
}

Impl::Table Impl::make_table(Impl* owner) {
    Table table;
    static_cast<brine_host&>(table) = {.size = sizeof(brine_host),
                                       .abi_minor = BRINE_ABI_MINOR,
                                       .alloc = alloc,
                                       .invoke = testing::invoke,
                                       .lookup = testing::lookup,
                                       .store = store,
                                       .fail = fail,
                                       .last_error = last_error,
                                       .logs = logs,
                                       .log = log,
                                       .emit = emit,
                                       .cancelled = cancelled,
                                       .begin = begin,
                                       .end = end,
                                       .extension = extension};
    table.owner = owner;
    return table;
}

}  // namespace brine::testing
