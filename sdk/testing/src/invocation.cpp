// SPDX-License-Identifier: Apache-2.0
//
// Calls: finding the function, binding its arguments, running it, and checking both sides.
#include "host_impl.hpp"

#include <brine/format.hpp>
#include <brine/testing/value_check.hpp>

#include <exception>
#include <optional>

namespace brine::testing {
namespace {

constexpr unsigned call_depth = 100;

std::string_view view(brine_text text) { return {text.bytes, text.size}; }

std::string_view kind_of(const brine_request& request) {
    return request.kind.size == 0 ? "exec" : view(request.kind);
}

Arguments arguments_of(const brine_request& request) {
    return {.args = {reinterpret_cast<const Value*>(request.args), request.arg_count},
            .kwargs = {reinterpret_cast<const Pair*>(request.kwargs), request.kwarg_count}};
}

// Texts of arguments may go away after the call, anything else may not.
Value as_argument(const Value& value) {
    brine_value raw = value.raw();
    if (raw.type == BRINE_STR || raw.type == BRINE_BYTES)
        raw.flags = static_cast<std::uint8_t>(raw.flags & ~BRINE_TRANSIENT);
    return Value(raw);
}

std::string argument_flaw(const Arguments& arguments) {
    for (std::size_t n = 0; n < arguments.args.size(); ++n)
        if (const std::string flaw = flaw_of(as_argument(arguments.args[n])); !flaw.empty())
            return format("argument {}: {}", n, flaw);
    for (const Pair& pair : arguments.kwargs) {
        if (!pair.key.is_str()) return format("a keyword that is {}", pair.key.described());
        if (!flaw_of(as_argument(pair.key)).empty()) return "a keyword that is malformed";
        if (const std::string flaw = flaw_of(as_argument(pair.value)); !flaw.empty())
            return format("argument '{}': {}", pair.key, flaw);
    }
    return {};
}

// Who made the call that `frame` is: "user.present of the plugin 'acme-user'".
std::string culprit(const Frame& frame) {
    if (frame.function == nullptr) return frame.run->by_test ? "the test" : "a thread of a plugin";
    return format("{} of the plugin '{}'", frame.function->name, frame.function->plugin->name());
}

Value by_parameter(Memory memory, const support::Signature& signature, const Value* args) {
    Map map(memory);
    for (std::size_t n = 0; n < signature.parameters().size(); ++n)
        map.set(signature.parameters()[n].name, args[n]);
    return map.value();
}

}  // namespace

void FakeHost::Impl::fail_for_breach(std::string what) {
    recorder.breach(what);
    throw Error(what, BRINE_ABI);
}

void FakeHost::Impl::check_request(const Frame& caller, const brine_request& request) {
    const auto fail = [&](std::string_view what) {
        fail_for_breach(format("{} calls {} with {}", culprit(caller), view(request.name), what));
    };
    if (request.size < sizeof(brine_request)) fail("a size smaller than brine_request's");
    if ((request.flags & ~std::uint32_t{BRINE_SCOPED | BRINE_NEXT}) != 0) fail("unknown flags");
    if (const std::string flaw = argument_flaw(arguments_of(request)); !flaw.empty()) fail(flaw);
    if (request.context == nullptr) return;
    const Value laid_over(*request.context);
    if (!laid_over.is_map()) fail(format("{} as context", laid_over.described()));
    if (const std::string flaw = flaw_of(laid_over); !flaw.empty()) fail("a context: " + flaw);
}

brine_status FakeHost::Impl::invoke(Frame& caller, const brine_request& request, Value& result,
                                    const LoadedFunction* function) {
    std::shared_ptr<RecordedCall> record;
    brine_status status = BRINE_FAILED;
    result = Value();
    try {
        check_request(caller, request);
        const bool next = (request.flags & BRINE_NEXT) != 0;
        if (caller.function != nullptr || !caller.run->by_test) {
            RecordedCall call;
            static_cast<Arguments&>(call) = arguments_of(request);
            call.kind = kind_of(request);
            call.name = view(request.name);
            call.next = next;
            if (request.context != nullptr) call.context = Value(*request.context);
            record = recorder.begin(std::move(call));
        }
        if (next && caller.function == nullptr)
            fail_for_breach(
                format("{} is called with `next`, but not by a function", record->name));
        if (function == nullptr)
            function = &resolve(caller, kind_of(request), view(request.name),
                                next ? caller.function->plugin : nullptr);
        status = run(caller, *function, request, result, record.get());
    } catch (const Error& error) {
        caller.last_error = error.what();
        status = error.status();
    } catch (const std::bad_alloc&) {
        caller.last_error = "out of memory";
        status = BRINE_NO_MEMORY;
    } catch (const std::exception& error) {
        caller.last_error = error.what();
    }
    if (status != BRINE_OK) result = Value();
    if (record) recorder.end(*record, status, caller.last_error, result);
    return status;
}

const LoadedFunction& FakeHost::Impl::resolve(Frame& frame, std::string_view kind,
                                              std::string_view name, const LoadedPlugin* below) {
    std::optional<Error> reason;
    for (const LoadedFunction* candidate : functions.find(kind, name, below)) {
        try {
            require_available(frame, *candidate);
            return *candidate;
        } catch (const Error& error) {
            if (!reason) reason = Error(error.what(), BRINE_UNAVAILABLE);
        }
    }
    if (reason) throw *reason;
    if (below != nullptr)
        throw Error(format("nothing below '{}' offers the {} '{}'; fake it before the plugin is "
                           "loaded",
                           below->name(), kind, name),
                    BRINE_NOT_FOUND);
    if (kind == "exec")
        throw Error(format("'{}' is not available. (The test may fake it: host.on(\"{}\", ...))",
                           name, name),
                    BRINE_NOT_FOUND);
    throw Error(format("there is no {} '{}'. (The test may fake it: host.on_kind(\"{}\", \"{}\", "
                       "...))",
                       kind, name, kind, name),
                BRINE_NOT_FOUND);
}

void FakeHost::Impl::require_available(Frame& frame, const LoadedFunction& function) {
    const LoadedPlugin& plugin = *function.plugin;
    const LoadedFunction* asked = availability_of(plugin, function.module());
    if (asked == nullptr || function.kind == "available") return;
    std::optional<std::string> reason = functions.known_availability(plugin, function.module());
    if (!reason) {
        Value answer;
        const brine_request request{.size = sizeof(brine_request),
                                    .flags = 0,
                                    .kind = {},
                                    .name = {},
                                    .args = nullptr,
                                    .arg_count = 0,
                                    .kwargs = nullptr,
                                    .kwarg_count = 0,
                                    .context = nullptr};
        if (run(frame, *asked, request, answer, nullptr) != BRINE_OK)
            reason = frame.last_error;
        else if (answer.is_str())
            reason = answer.str();
        else if (answer.is_true())
            reason = "";
        else
            fail_for_breach(format("the availability of '{}' is {}, neither true nor a reason",
                                   asked->name, to_text(answer)));
        functions.remember_availability(plugin, function.module(), *reason);
    }
    if (!reason->empty())
        throw Error(format("'{}' is not available: '{}' __virtual__ returned False: {}",
                           function.name, function.module(), *reason));
}

brine_status FakeHost::Impl::run(Frame& caller, const LoadedFunction& function,
                                 const brine_request& request, Value& result,
                                 RecordedCall* record) {
    if (caller.depth >= call_depth)
        throw Error(format("calls are nested more than {} deep, at {}", call_depth, function.name));
    Arena own;
    const bool scoped = (request.flags & BRINE_SCOPED) != 0;
    Frame frame;
    frame.host = &table;
    frame.run = caller.run;
    frame.parent = &caller;
    frame.function = &function;
    frame.arena = scoped ? &own : caller.arena;
    frame.depth = caller.depth + 1;
    if (request.context != nullptr) frame.context = Value(*request.context);

    const Memory memory = frame.arena->memory();
    const Value* args = function.signature.bind(memory, function.name, arguments_of(request));
    if (record != nullptr) recorder.bound(*record, by_parameter(memory, function.signature, args));

    brine_status status = BRINE_FAILED;
    enter(frame, args, status, result);
    if (status != BRINE_OK) caller.last_error = std::move(frame.failure);
    if (status == BRINE_OK && scoped) result = copy(caller.arena->memory(), result);
    return status;
}

void FakeHost::Impl::enter(Frame& frame, const Value* args, brine_status& status, Value& result) {
    brine_value out = brine_nil();
    try {
        status = frame.function->call(frame.function->self, &frame,
                                      reinterpret_cast<const brine_value*>(args), &out);
    } catch (...) {
        fail_for_breach(culprit(frame) +
                        " throws an exception out of the call, which the ABI "
                        "forbids");
    }
    if (status > BRINE_ABI) status = BRINE_FAILED;  // of a newer minor
    if (status != BRINE_OK) {
        if (frame.failure.empty())
            fail_for_breach(format("{} fails with status {} but no message; fail() takes it",
                                   culprit(frame), status));
        return;
    }
    if (const std::string flaw = flaw_of(Value(out)); !flaw.empty())
        fail_for_breach(format("{} returns {}", culprit(frame), flaw));
    result = Value(out);
}

bool FakeHost::Impl::ask_cancelled() {
    std::int64_t left = asks_until_cancelled.load();
    while (left > 0 && !asks_until_cancelled.compare_exchange_weak(left, left - 1)) {
    }
    return left == 0;
}

}  // namespace brine::testing
