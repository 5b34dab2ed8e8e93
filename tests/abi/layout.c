/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prints where everything of brine/abi.h lies and what its codes are. The output for a released
 * minor is kept in layout-1.MINOR.golden; a line that is in there may never change.
 */
#include <brine/value.h>
#include <inttypes.h>
#include <stdio.h>

#define TYPE(type) printf("sizeof %s = %zu, align %zu\n", #type, sizeof(type), _Alignof(type))
#define MEMBER(type, member)                                                      \
    printf("  %s.%s at %zu, %zu bytes\n", #type, #member, offsetof(type, member), \
           sizeof(((type*)0)->member))
#define CODE(code) printf("%s = %ld\n", #code, (long)(code))

static void values(void) {
    TYPE(brine_text);
    MEMBER(brine_text, bytes);
    MEMBER(brine_text, size);
    TYPE(brine_value);
    MEMBER(brine_value, type);
    MEMBER(brine_value, flags);
    MEMBER(brine_value, zero);
    MEMBER(brine_value, size);
    MEMBER(brine_value, as);
    MEMBER(brine_value, as.i);
    MEMBER(brine_value, as.u);
    MEMBER(brine_value, as.f);
    MEMBER(brine_value, as.bytes);
    MEMBER(brine_value, as.items);
    MEMBER(brine_value, as.pairs);
    TYPE(brine_pair);
    MEMBER(brine_pair, key);
    MEMBER(brine_pair, value);
}

static void host(void) {
    TYPE(brine_call);
    MEMBER(brine_call, host);
    TYPE(brine_request);
    MEMBER(brine_request, size);
    MEMBER(brine_request, flags);
    MEMBER(brine_request, kind);
    MEMBER(brine_request, name);
    MEMBER(brine_request, args);
    MEMBER(brine_request, arg_count);
    MEMBER(brine_request, kwargs);
    MEMBER(brine_request, kwarg_count);
    MEMBER(brine_request, context);
    TYPE(brine_host);
    MEMBER(brine_host, size);
    MEMBER(brine_host, abi_minor);
    MEMBER(brine_host, alloc);
    MEMBER(brine_host, invoke);
    MEMBER(brine_host, lookup);
    MEMBER(brine_host, store);
    MEMBER(brine_host, fail);
    MEMBER(brine_host, last_error);
    MEMBER(brine_host, logs);
    MEMBER(brine_host, log);
    MEMBER(brine_host, emit);
    MEMBER(brine_host, cancelled);
    MEMBER(brine_host, begin);
    MEMBER(brine_host, end);
    MEMBER(brine_host, extension);
}

static void plugin(void) {
    TYPE(brine_function);
    MEMBER(brine_function, size);
    MEMBER(brine_function, flags);
    MEMBER(brine_function, kind);
    MEMBER(brine_function, name);
    MEMBER(brine_function, params);
    MEMBER(brine_function, doc);
    MEMBER(brine_function, traits);
    MEMBER(brine_function, call);
    MEMBER(brine_function, self);
    TYPE(brine_setup);
    MEMBER(brine_setup, size);
    MEMBER(brine_setup, reserved);
    MEMBER(brine_setup, host);
    MEMBER(brine_setup, add);
    MEMBER(brine_setup, fail);
    TYPE(brine_plugin);
    MEMBER(brine_plugin, size);
    MEMBER(brine_plugin, needs_minor);
    MEMBER(brine_plugin, name);
    MEMBER(brine_plugin, version);
    MEMBER(brine_plugin, summary);
    MEMBER(brine_plugin, start);
    MEMBER(brine_plugin, stop);
    printf("symbol = %s\n", BRINE_PLUGIN_SYMBOL);
    printf("extension %s\n", BRINE_EVENTS_ID);
    TYPE(brine_events);
    MEMBER(brine_events, size);
    MEMBER(brine_events, reserved);
    MEMBER(brine_events, subscribe);
    MEMBER(brine_events, unsubscribe);
}

static void codes(void) {
    TYPE(brine_status);
    CODE(BRINE_OK);
    CODE(BRINE_FAILED);
    CODE(BRINE_BAD_ARGS);
    CODE(BRINE_NOT_FOUND);
    CODE(BRINE_UNAVAILABLE);
    CODE(BRINE_CANCELLED);
    CODE(BRINE_NO_MEMORY);
    CODE(BRINE_ABI);
    CODE(BRINE_NIL);
    CODE(BRINE_BOOL);
    CODE(BRINE_INT);
    CODE(BRINE_UINT);
    CODE(BRINE_FLOAT);
    CODE(BRINE_STR);
    CODE(BRINE_BYTES);
    CODE(BRINE_LIST);
    CODE(BRINE_MAP);
    CODE(BRINE_SECRET);
    CODE(BRINE_INDEXED);
    CODE(BRINE_TRANSIENT);
    CODE(BRINE_LOG_TRACE);
    CODE(BRINE_LOG_DEBUG);
    CODE(BRINE_LOG_INFO);
    CODE(BRINE_LOG_WARNING);
    CODE(BRINE_LOG_ERROR);
    CODE(BRINE_SCOPED);
    CODE(BRINE_NEXT);
}

/* The index of a large map is part of the ABI too: hash, slots, bytes. */
static void indexes(void) {
    const brine_value text = brine_literal("name");
    const brine_value number = brine_int(-2);
    const brine_value truth = brine_bool(1);
    const brine_value nil = brine_nil();
    printf("hash of \"name\" = %08" PRIx32 "\n", brine_key_hash(&text));
    printf("hash of -2 = %08" PRIx32 "\n", brine_key_hash(&number));
    printf("hash of true = %08" PRIx32 "\n", brine_key_hash(&truth));
    printf("hash of nil = %08" PRIx32 "\n", brine_key_hash(&nil));
    printf("slots of 0, 2, 3, 17 pairs = %" PRIu32 ", %" PRIu32 ", %" PRIu32 ", %" PRIu32 "\n",
           brine_index_slots(0), brine_index_slots(2), brine_index_slots(3), brine_index_slots(17));
    printf("bytes of 17 pairs with their index = %zu\n", brine_indexed_bytes(17));
}

int main(void) {
    printf("ABI major %d\n", BRINE_ABI_MAJOR);
    values();
    host();
    plugin();
    codes();
    indexes();
    return 0;
}
