/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the small plugins of these tests have in common, in C. Each breaks one rule of the loader.
 */
#ifndef BRINE_TEST_PLUGIN_H
#define BRINE_TEST_PLUGIN_H

#include <brine/value.h>

/* Defines the descriptor; `start` adds the functions. */
#define TEST_PLUGIN(plugin_name, start)                                                       \
    BRINE_EXPORT const brine_plugin brine_plugin_v1;                                          \
    const brine_plugin brine_plugin_v1 = {sizeof(brine_plugin),    0,     plugin_name, "1.0", \
                                          "A plugin of the tests", start, NULL}

static inline brine_status answer_true(void* self, brine_call* call, const brine_value* args,
                                       brine_value* result) {
    (void)self, (void)call, (void)args;
    *result = brine_bool(1);
    return BRINE_OK;
}

static inline brine_status add_exec(brine_setup* setup, const char* name, const char* params,
                                    brine_fn call) {
    brine_function function = {0};
    function.size = sizeof function;
    function.kind = "exec";
    function.name = name;
    function.params = params;
    function.call = call;
    return setup->add(setup, &function);
}

#endif
