// SPDX-License-Identifier: Apache-2.0
//
// Call: what a function gets as its first parameter. It reaches other functions, the context of
// the run (options, grains, pillar, test mode), the log, the event bus and the call's memory.
#pragma once

#include <brine/build.hpp>
#include <brine/format.hpp>

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace brine {
inline namespace v1 {

enum class Level : std::uint32_t {
    trace = BRINE_LOG_TRACE,
    debug = BRINE_LOG_DEBUG,
    info = BRINE_LOG_INFO,
    warning = BRINE_LOG_WARNING,
    error = BRINE_LOG_ERROR,
};

// Positional and keyword arguments of a call, borrowed until the call returns.
struct Arguments {
    std::span<const Value> args;
    std::span<const Pair> kwargs;
};

// A call in full, for all that call() and invoke() have no short form for.
struct Request {
    std::string_view kind = "exec";
    std::string_view name = {};
    Arguments arguments = {};
    Value context = {};   // a map laid over the caller's context, or nil
    bool scoped = false;  // release all but the result when the call returns
    bool next = false;    // call the function that the caller's one took the place of
};

// Refers to the running call; used on its thread and not after the function has returned. All
// members throw std::bad_alloc when the arena cannot grow. Values they return live until the
// function returns, and on as part of its result.
class Call {
  public:
    explicit Call(brine_call* raw) noexcept : raw_(raw) {}

    // ---- other functions ----

    // Runs an execution function: call("user.info", {{"name", "root"}}). CallError if it fails.
    Value call(std::string_view name, std::initializer_list<Pair> kwargs = {}) {
        return invoke({.name = name, .arguments = {.args = {}, .kwargs = span(kwargs)}});
    }
    // The same with positional arguments first: call("cmd.run", {"ls"}, {{"cwd", "/"}}).
    Value call(std::string_view name, std::initializer_list<Value> args,
               std::initializer_list<Pair> kwargs) {
        return invoke({.name = name, .arguments = {.args = span(args), .kwargs = span(kwargs)}});
    }
    // Runs a function of any kind. CallError if it fails.
    Value invoke(const Request& request) {
        Value result;
        const brine_status status = try_invoke(request, result);
        if (status != BRINE_OK) throw CallError(last_error(), status);
        return result;
    }
    // As invoke(), but answers the status; last_error() has the message.
    brine_status try_invoke(const Request& request, Value& result) {
        const brine_request raw{
            .size = sizeof(brine_request),
            .flags = (request.scoped ? std::uint32_t{BRINE_SCOPED} : 0U) |
                     (request.next ? std::uint32_t{BRINE_NEXT} : 0U),
            .kind = text(request.kind),
            .name = text(request.name),
            .args = reinterpret_cast<const brine_value*>(request.arguments.args.data()),
            .arg_count = request.arguments.args.size(),
            .kwargs = reinterpret_cast<const brine_pair*>(request.arguments.kwargs.data()),
            .kwarg_count = request.arguments.kwargs.size(),
            .context = request.context.is_nil() ? nullptr : &request.context.raw(),
        };
        brine_value out = brine_nil();
        const brine_status status = raw_->host->invoke(raw_, &raw, &out);
        result = Value(out);
        return status;
    }
    [[nodiscard]] std::string last_error() const {
        const brine_text message = raw_->host->last_error(raw_);
        return {message.bytes, message.size};
    }

    // Whether a function can be called here and now; asks its module's availability.
    [[nodiscard]] bool can_call(std::string_view name, std::string_view kind = "exec") {
        const Pair kwargs[] = {{"kind", kind}, {"name", name}};
        return invoke({.kind = "core",
                       .name = "registry.available",
                       .arguments = {.args = {}, .kwargs = kwargs}})
            .is_true();
    }

    // ---- context ----

    // The value at "root:key:key..." of the context, or nil: lookup("grains:os_family").
    Value lookup(std::string_view path) {
        brine_value out = brine_nil();
        const brine_status status = raw_->host->lookup(raw_, text(path), &out);
        if (status == BRINE_OK) return Value(out);
        if (status == BRINE_NOT_FOUND) return {};
        throw CallError(last_error(), status);
    }
    Value option(std::string_view path) { return lookup("opts:" + std::string(path)); }
    Value grain(std::string_view path) { return lookup("grains:" + std::string(path)); }
    Value pillar(std::string_view path) { return lookup("pillar:" + std::string(path)); }

    // Whether changes are to be told, not made.
    [[nodiscard]] bool test() {
        const Value here = lookup("test");
        return static_cast<bool>(here.is_nil() ? lookup("opts:test") : here);
    }

    // Keeps a copy for the rest of the run; lookup("context:KEY") reads it back.
    void store(std::string_view key, const Value& value) {
        const brine_status status = raw_->host->store(raw_, text(key), &value.raw());
        if (status != BRINE_OK) throw CallError(last_error(), status);
    }

    // ---- log, events, cancellation ----

    [[nodiscard]] bool logs(Level level) const {
        return raw_->host->logs(raw_, static_cast<std::uint32_t>(level)) != 0;
    }
    template <class... Args>
    void log(Level level, std::string_view pattern, const Args&... args) {
        if (!logs(level)) return;
        const std::string line = format(pattern, args...);
        raw_->host->log(raw_, static_cast<std::uint32_t>(level), text(line));
    }

    // Publishes an event.
    void emit(std::string_view tag, const Value& data) {
        const brine_status status = raw_->host->emit(raw_, text(tag), &data.raw());
        if (status != BRINE_OK) throw Error("cannot publish the event '" + std::string(tag) + "'");
    }

    [[nodiscard]] bool cancelled() const { return raw_->host->cancelled(raw_) != 0; }
    // Cancelled when the call should stop: for long loops.
    void stop_if_cancelled() const {
        if (cancelled()) throw Cancelled();
    }

    // ---- values ----

    [[nodiscard]] Memory memory() const noexcept {
        return {raw_, [](void* call, std::size_t bytes) {
                    auto* raw = static_cast<brine_call*>(call);
                    return raw->host->alloc(raw, bytes);
                }};
    }
    [[nodiscard]] List list() const { return List(memory()); }
    [[nodiscard]] Map map() const { return Map(memory()); }
    // A map with distinct keys: map({{"pid", pid}, {"stdout", text}}).
    [[nodiscard]] Value map(std::initializer_list<Pair> pairs) const {
        Pair* room = memory().array<Pair>(pairs.size());
        std::size_t n = 0;
        for (const Pair& pair : pairs)
            room[n++] = {detail::settle(memory(), pair.key), detail::settle(memory(), pair.value)};
        return indexed_map(memory(), room, static_cast<std::uint32_t>(n));
    }
    [[nodiscard]] Value list(std::initializer_list<Value> items) const {
        Value* room = memory().array<Value>(items.size());
        std::size_t n = 0;
        for (const Value& item : items) room[n++] = detail::settle(memory(), item);
        return Value::list({room, n});
    }
    // Text copied into the call's memory.
    [[nodiscard]] Value str(std::string_view text) const {
        return Value::stable(memory().copy(text));
    }

    [[nodiscard]] brine_call* raw() const noexcept { return raw_; }

  private:
    template <class T>
    static std::span<const T> span(std::initializer_list<T> list) {
        return {list.begin(), list.size()};
    }
    static brine_text text(std::string_view view) { return {view.data(), view.size()}; }

    brine_call* raw_;
};

}  // namespace v1
}  // namespace brine
