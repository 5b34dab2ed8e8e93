/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A plugin in C and nothing else: arguments, results in the call's memory, failures, and calls of
 * other plugins, by way of the ABI alone.
 */
#include <brine/value.h>

/* plainc.describe(name: str, *more, **named): {name, more, named, count} */
static brine_status describe(void* self, brine_call* call, const brine_value* args,
                             brine_value* result) {
    brine_pair* pairs = call->host->alloc(call, 4 * sizeof *pairs);
    (void)self;
    if (pairs == NULL) return call->host->fail(call, BRINE_NO_MEMORY, brine_text_of("no memory"));
    pairs[0].key = brine_literal("name");
    pairs[0].value = args[0];
    pairs[1].key = brine_literal("more");
    pairs[1].value = args[1];
    pairs[2].key = brine_literal("named");
    pairs[2].value = args[2];
    pairs[3].key = brine_literal("count");
    pairs[3].value = brine_int((int64_t)args[1].size + (int64_t)args[2].size);
    *result = brine_map(pairs, 4);
    return BRINE_OK;
}

/* plainc.ask(fun: str): what the other function returns */
static brine_status ask(void* self, brine_call* call, const brine_value* args,
                        brine_value* result) {
    brine_request request = {0};
    brine_status status;
    (void)self;
    request.size = sizeof request;
    request.name.bytes = args[0].as.bytes;
    request.name.size = args[0].size;
    status = call->host->invoke(call, &request, result);
    if (status != BRINE_OK) return call->host->fail(call, status, call->host->last_error(call));
    return BRINE_OK;
}

static brine_status refuse(void* self, brine_call* call, const brine_value* args,
                           brine_value* result) {
    (void)self, (void)args, (void)result;
    return call->host->fail(call, BRINE_FAILED, brine_text_of("refused in plain C"));
}

static brine_status start(brine_setup* setup, void** self) {
    static const struct {
        const char* name;
        const char* params;
        brine_fn call;
    } rows[] = {
        {"plainc.describe", "name: str, *more, **named", describe},
        {"plainc.ask", "fun: str", ask},
        {"plainc.refuse", NULL, refuse},
    };
    size_t n;
    (void)self;
    for (n = 0; n < sizeof rows / sizeof *rows; ++n) {
        brine_function function = {0};
        brine_status status;
        function.size = sizeof function;
        function.kind = "exec";
        function.name = rows[n].name;
        function.params = rows[n].params;
        function.doc = "A function in C.";
        function.call = rows[n].call;
        status = setup->add(setup, &function);
        if (status != BRINE_OK) return status;
    }
    return BRINE_OK;
}

BRINE_EXPORT const brine_plugin brine_plugin_v1;
const brine_plugin brine_plugin_v1 = {sizeof(brine_plugin), 0,     "plain-c", "1.0",
                                      "A plugin in C",      start, NULL};
