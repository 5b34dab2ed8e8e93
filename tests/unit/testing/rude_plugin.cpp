// SPDX-License-Identifier: Apache-2.0
//
// A plugin whose functions each break one rule of the ABI, named after the rule.
#include "sample_plugins.hpp"

#include <brine/value.h>

#include <array>
#include <stdexcept>

namespace {

brine_status answer(brine_value* result, brine_value value) {
    *result = value;
    return BRINE_OK;
}

brine_status not_utf8(void*, brine_call*, const brine_value*, brine_value* result) {
    static const brine_value items[] = {brine_literal("fine"), brine_literal("\xff")};
    return answer(result, brine_list(items, 2));
}

brine_status key_twice(void*, brine_call*, const brine_value*, brine_value* result) {
    static const brine_pair pairs[] = {{brine_literal("a"), brine_int(1)},
                                       {brine_literal("a"), brine_int(2)}};
    return answer(result, brine_map(pairs, 2));
}

brine_status not_zero(void*, brine_call*, const brine_value*, brine_value* result) {
    brine_value value = brine_int(1);
    value.zero = 7;
    return answer(result, value);
}

brine_status unknown_type(void*, brine_call*, const brine_value*, brine_value* result) {
    brine_value value = brine_nil();
    value.type = 99;
    return answer(result, value);
}

brine_status transient(void*, brine_call*, const brine_value*, brine_value* result) {
    brine_value value = brine_literal("gone soon");
    value.flags = BRINE_TRANSIENT;
    return answer(result, value);
}

brine_status map_as_key(void*, brine_call*, const brine_value*, brine_value* result) {
    static const brine_pair pairs[] = {{brine_map(nullptr, 0), brine_int(1)}};
    return answer(result, brine_map(pairs, 1));
}

brine_status no_message(void*, brine_call*, const brine_value*, brine_value*) {
    return BRINE_FAILED;
}

brine_status throws(void*, brine_call*, const brine_value*, brine_value*) {
    throw std::runtime_error("across the ABI");
}

brine_status bad_call(void*, brine_call* call, const brine_value*, brine_value* result) {
    const std::array<brine_pair, 1> kwargs{{{brine_int(1), brine_int(1)}}};
    brine_request request{};
    request.size = sizeof request;
    request.name = brine_text_of("other.function");
    request.kwargs = kwargs.data();
    request.kwarg_count = kwargs.size();
    // The breach is to be reported even if the function gets over it.
    call->host->invoke(call, &request, result);
    return answer(result, brine_nil());
}

brine_status bad_event(void*, brine_call* call, const brine_value*, brine_value* result) {
    const brine_value data = brine_literal("\xff");
    call->host->emit(call, brine_text_of("tag"), &data);
    return answer(result, brine_nil());
}

brine_status next_of_nothing(void*, brine_call* call, const brine_value*, brine_value* result) {
    brine_request request{};
    request.size = sizeof request;
    request.flags = BRINE_NEXT;
    request.name = brine_text_of("rude.next_of_nothing");
    const brine_status status = call->host->invoke(call, &request, result);
    return call->host->fail(call, status, call->host->last_error(call));
}

brine_status leaves_call_open(void* self, brine_call* call, const brine_value*,
                              brine_value* result) {
    *static_cast<brine_call**>(self) = call->host->begin(call->host, nullptr);
    return answer(result, brine_nil());
}

brine_status ends_open_call(void* self, brine_call* call, const brine_value*, brine_value* result) {
    call->host->end(*static_cast<brine_call**>(self));
    return answer(result, brine_nil());
}

brine_status bare_state(void*, brine_call*, const brine_value*, brine_value* result) {
    static const brine_pair pairs[] = {{brine_literal("result"), brine_bool(1)}};
    return answer(result, brine_map(pairs, 1));
}

brine_status start(brine_setup* setup, void**) {
    static brine_call* open_call = nullptr;
    const auto add = [setup](const char* kind, const char* name, brine_fn call) {
        brine_function function{};
        function.size = sizeof function;
        function.kind = kind;
        function.name = name;
        function.params = *kind == 's' ? "name: str" : nullptr;
        function.call = call;
        function.self = &open_call;
        return setup->add(setup, &function);
    };
    add("exec", "rude.not_utf8", not_utf8);
    add("exec", "rude.key_twice", key_twice);
    add("exec", "rude.not_zero", not_zero);
    add("exec", "rude.unknown_type", unknown_type);
    add("exec", "rude.transient", transient);
    add("exec", "rude.map_as_key", map_as_key);
    add("exec", "rude.no_message", no_message);
    add("exec", "rude.throws", throws);
    add("exec", "rude.bad_call", bad_call);
    add("exec", "rude.bad_event", bad_event);
    add("exec", "rude.next_of_nothing", next_of_nothing);
    add("exec", "rude.leaves_call_open", leaves_call_open);
    add("exec", "rude.ends_open_call", ends_open_call);
    return add("state", "rude.bare_state", bare_state);
}

}  // namespace

const brine_plugin brine_rude_plugin = {sizeof(brine_plugin), 0,     "rude", "0",
                                        "Breaks the rules",   start, nullptr};
