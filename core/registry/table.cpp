// SPDX-License-Identifier: Apache-2.0
//
// The table of C functions through which plugins reach the host. Nothing is thrown through here.
#include "core/registry/host.hpp"

#include <brine/format.hpp>

#include <exception>

namespace brine::core {

struct HostTable {
    static Frame& frame_of(brine_call* call) { return *static_cast<Frame*>(call); }
    static std::string_view view(brine_text text) { return {text.bytes, text.size}; }
    static Host& host_of(const brine_host* host) {
        return *static_cast<const Host::Table*>(host)->owner;
    }

    // Runs `body`, and turns what it throws into a status and the frame's last error.
    template <class Body>
    static brine_status guarded(Frame& frame, Body&& body) noexcept {
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

    static void* alloc(brine_call* call, std::size_t bytes) {
        return frame_of(call).arena->allocate(bytes);
    }

    static brine_status invoke(brine_call* call, const brine_request* request,
                               brine_value* result) {
        Frame& frame = frame_of(call);
        if (request->size < sizeof(brine_request)) {
            frame.last_error = "the request is smaller than ABI minor 0 has it";
            return BRINE_ABI;
        }
        Value out;
        const brine_status status = frame.run->host->invoke(frame, *request, out);
        *result = out.raw();
        return status;
    }

    static brine_status lookup(brine_call* call, brine_text path, brine_value* out) {
        Frame& frame = frame_of(call);
        Value value;
        const brine_status status =
            guarded(frame, [&] { return frame.run->host->lookup(frame, view(path), value); });
        *out = value.raw();
        return status;
    }

    static brine_status store(brine_call* call, brine_text key, const brine_value* value) {
        Frame& frame = frame_of(call);
        return guarded(frame, [&] {
            frame.run->stored.insert_or_assign(std::string(view(key)),
                                               copy(frame.run->arena.memory(), Value(*value)));
            return brine_status{BRINE_OK};
        });
    }

    static brine_status fail(brine_call* call, brine_status why, brine_text message) {
        Frame& frame = frame_of(call);
        const brine_status noted = guarded(frame, [&] {
            frame.failure = view(message);
            return brine_status{BRINE_OK};
        });
        if (noted != BRINE_OK) return noted;
        return why == BRINE_OK ? brine_status{BRINE_FAILED} : why;
    }

    static brine_text last_error(brine_call* call) {
        const std::string& message = frame_of(call).last_error;
        return {message.data(), message.size()};
    }

    static std::string_view speaker(const Frame& frame) {
        return frame.function != nullptr ? std::string_view(frame.function->plugin->manifest().name)
                                         : std::string_view("brine");
    }

    static int logs(brine_call* call, std::uint32_t level) {
        return frame_of(call).run->host->log_.enabled(static_cast<Level>(level)) ? 1 : 0;
    }

    static void log(brine_call* call, std::uint32_t level, brine_text message) {
        Frame& frame = frame_of(call);
        const Level known = static_cast<Level>(std::min<std::uint32_t>(level, BRINE_LOG_ERROR));
        static_cast<void>(guarded(frame, [&] {
            frame.run->host->log_.write(known, speaker(frame), view(message));
            return brine_status{BRINE_OK};
        }));
    }

    static brine_status emit(brine_call* call, brine_text tag, const brine_value* data) {
        Frame& frame = frame_of(call);
        return guarded(frame, [&] {
            frame.run->host->bus_.publish(view(tag), Value(*data));
            return brine_status{BRINE_OK};
        });
    }

    static int cancelled(brine_call* call) {
        return frame_of(call).run->cancelled.load(std::memory_order_relaxed) ? 1 : 0;
    }

    static brine_call* begin(const brine_host* table, const brine_value* context) {
        Host& host = host_of(table);
        if (host.stopping_) return nullptr;
        try {
            std::unique_ptr<Run> run = host.begin(context != nullptr ? Value(*context) : Value());
            host.attach(*run);
            return &run.release()->frame;
        } catch (const std::exception&) {
            return nullptr;  // out of memory, or a context nested beyond all measure
        }
    }

    static void end(brine_call* call) {
        const std::unique_ptr<Run> run(frame_of(call).run);
        run->host->detach(*run);
    }

    static std::uint64_t subscribe(const brine_host* host, brine_text pattern,
                                   brine_event_fn handler, void* self) {
        try {
            return host_of(host).bus_.subscribe(
                std::string(view(pattern)),
                [handler, self](std::string_view tag, const Value& data) {
                    handler(self, {tag.data(), tag.size()}, &data.raw());
                });
        } catch (const std::bad_alloc&) {
            return 0;
        }
    }

    static void unsubscribe(const brine_host* host, std::uint64_t token) {
        host_of(host).bus_.unsubscribe(token);
    }

    static const void* extension(const brine_host*, const char* id) {
        static constexpr brine_events events{sizeof(brine_events), 0, subscribe, unsubscribe};
        return std::string_view(id) == BRINE_EVENTS_ID ? &events : nullptr;
    }
};

Host::Table Host::make_table(Host* owner) {
    Table table;
    static_cast<brine_host&>(table) = {.size = sizeof(brine_host),
                                       .abi_minor = BRINE_ABI_MINOR,
                                       .alloc = HostTable::alloc,
                                       .invoke = HostTable::invoke,
                                       .lookup = HostTable::lookup,
                                       .store = HostTable::store,
                                       .fail = HostTable::fail,
                                       .last_error = HostTable::last_error,
                                       .logs = HostTable::logs,
                                       .log = HostTable::log,
                                       .emit = HostTable::emit,
                                       .cancelled = HostTable::cancelled,
                                       .begin = HostTable::begin,
                                       .end = HostTable::end,
                                       .extension = HostTable::extension};
    table.owner = owner;
    return table;
}

}  // namespace brine::core
