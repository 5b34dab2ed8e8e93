/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L

#include <brine/abi.h>
#include <brine/value.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* Ends a function with an error: `return fail_with(call, BRINE_FAILED, "...", ...)`. */
static brine_status fail_with(brine_call* call, brine_status why, const char* format, ...) {
    char message[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return call->host->fail(call, why, brine_text_of(message));
}

/* A str as C wants it, in memory of the call; NULL when there is none left. */
static const char* terminated(brine_call* call, const brine_value* str) {
    char* text = call->host->alloc(call, str->size + (size_t)1);
    if (!text) return NULL;
    if (str->size) memcpy(text, str->as.bytes, str->size);
    text[str->size] = '\0';
    return text;
}

static int is(const brine_value* str, const char* text) {
    const brine_value other = brine_literal(text);
    return brine_key_equal(str, &other);
}

/* Seconds in a unit of time, 0 for what is no unit. */
static double seconds_per(const brine_value* unit) {
    if (is(unit, "seconds")) return 1;
    if (is(unit, "minutes")) return 60;
    if (is(unit, "hours")) return 60 * 60;
    if (is(unit, "days")) return 24 * 60 * 60;
    return 0;
}

/* Seconds since the file was last modified. */
static brine_status age_of(brine_call* call, const brine_value* path, double* age) {
    struct timespec now;
    struct stat info;
    const char* name = terminated(call, path);
    if (!name) return fail_with(call, BRINE_NO_MEMORY, "out of memory");
    if (stat(name, &info) != 0)
        return fail_with(call, errno == ENOENT ? BRINE_NOT_FOUND : BRINE_FAILED,
                         "cannot look at '%s': %s", name, strerror(errno));
    clock_gettime(CLOCK_REALTIME, &now);
    *age = (double)(now.tv_sec - info.st_mtim.tv_sec) +
           (double)(now.tv_nsec - info.st_mtim.tv_nsec) / 1e9;
    return BRINE_OK;
}

/* fileage.of(path, unit) */
static brine_status of(void* self, brine_call* call, const brine_value* args, brine_value* result) {
    const brine_value* path = &args[0];
    const brine_value* unit = &args[1];
    const double seconds = seconds_per(unit);
    double age = 0;
    brine_status status;
    (void)self;
    if (seconds == 0)
        return fail_with(call, BRINE_BAD_ARGS,
                         "fileage.of: '%.*s' is no unit; use seconds, minutes, hours or days",
                         (int)unit->size, unit->as.bytes);
    status = age_of(call, path, &age);
    if (status != BRINE_OK) return status;
    *result = brine_float(age / seconds);
    return BRINE_OK;
}

/* Calls file.touch(name=path) of whichever plugin offers it. */
static brine_status touch(brine_call* call, const brine_value* path) {
    brine_pair kwargs[1];
    brine_request request;
    brine_value ignored;
    brine_status status;
    kwargs[0].key = brine_literal("name");
    kwargs[0].value = *path;
    memset(&request, 0, sizeof request);
    request.size = sizeof request;
    request.kind = brine_text_of("exec");
    request.name = brine_text_of("file.touch");
    request.kwargs = kwargs;
    request.kwarg_count = 1;
    status = call->host->invoke(call, &request, &ignored);
    if (status == BRINE_OK) return BRINE_OK;
    /* What went wrong there is what went wrong here. */
    return call->host->fail(call, status, call->host->last_error(call));
}

/* fileage.refresh(path, older_than) */
static brine_status refresh(void* self, brine_call* call, const brine_value* args,
                            brine_value* result) {
    const brine_value* path = &args[0];
    const brine_value* older_than = &args[1];
    double age = 0;
    brine_status status = age_of(call, path, &age);
    (void)self;
    if (status != BRINE_OK) return status;
    *result = brine_bool(age > (double)older_than->as.i);
    return result->as.i ? touch(call, path) : BRINE_OK;
}

static const brine_function functions[] = {
    {sizeof(brine_function), 0, "exec", "fileage.of", "path: str, unit: str = \"seconds\"",
     "Answers how long ago a file was modified.\n\n"
     "- `path` (str)\n- `unit` (str): seconds, minutes, hours or days\n\n"
     "Returns: float.\n\n    brine call fileage.of /etc/passwd unit=days",
     NULL, of, NULL},
    {sizeof(brine_function), 0, "exec", "fileage.refresh", "path: str, older_than: int = 3600",
     "Touches a file that was modified too long ago.\n\n"
     "- `path` (str)\n- `older_than` (int): seconds\n\n"
     "Returns: bool, whether it was touched.\n\n    brine call fileage.refresh /tmp/stamp",
     NULL, refresh, NULL},
};

static brine_status start(brine_setup* setup, void** self) {
    size_t n;
    (void)self;
    for (n = 0; n < sizeof functions / sizeof functions[0]; ++n) {
        const brine_status status = setup->add(setup, &functions[n]);
        if (status != BRINE_OK) return status;
    }
    return BRINE_OK;
}

BRINE_EXPORT const brine_plugin brine_plugin_v1 = {sizeof(brine_plugin), 0,     "fileage", "1.0.0",
                                                   "How old files are",  start, NULL};
