/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The Brine plugin ABI, major version 1.
 *
 * A plugin is a shared library that exports one constant, `brine_plugin_v1`. The host reads it,
 * checks it, and calls start(), in which the plugin adds functions. From then on everything is a
 * call of a function by kind and name: the host calls the plugin, the plugin calls back through
 * the host table that every call carries.
 *
 * Rules that hold everywhere:
 *
 * - Everything is C, so that a plugin may be written in any language and built by any compiler.
 *   Nothing may be thrown or longjmp-ed across a function of this header.
 * - Values are borrowed and read-only. The reader never frees them; each function says how long
 *   they live. Text is UTF-8 with a size and no terminating NUL, except the `const char *`
 *   members of brine_plugin and brine_function, which are NUL-terminated.
 * - Tables begin with their size and only ever grow at the end. Read a member that was appended
 *   after minor 0 only if BRINE_HAS says that it is there.
 * - A plugin library is never unmapped, so its constants may be referred to for ever.
 * - Thread tags: [loop] the thread that runs the host's event loop, [call] the thread that runs
 *   this call, [any] any thread. A call belongs to one thread at a time.
 *
 * docs/abi.md has the compatibility policy and the history of this file.
 */
#ifndef BRINE_ABI_H
#define BRINE_ABI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BRINE_ABI_MAJOR 1 /* part of the exported symbol's name */
#define BRINE_ABI_MINOR 0 /* grows when a member, type, code or flag is appended */

/* Whether the table `t` points to is recent enough to have `member`. */
#define BRINE_HAS(t, member) ((t)->size >= offsetof(__typeof__(*(t)), member) + sizeof((t)->member))

#if defined(__GNUC__)
#define BRINE_EXPORT __attribute__((visibility("default")))
#else
#define BRINE_EXPORT
#endif

/* ---------------------------------------------------------------- status -- */

/* How a call ended. Append-only; a code that the reader does not know means BRINE_FAILED. */
typedef uint32_t brine_status;
enum {
    BRINE_OK = 0,
    BRINE_FAILED = 1,      /* the function did not succeed; the message says why */
    BRINE_BAD_ARGS = 2,    /* the arguments do not fit the function's parameters */
    BRINE_NOT_FOUND = 3,   /* no such function, path or key */
    BRINE_UNAVAILABLE = 4, /* there is one, but it cannot work here; the message says why */
    BRINE_CANCELLED = 5,   /* the call was asked to stop, and stopped */
    BRINE_NO_MEMORY = 6,
    BRINE_ABI = 7 /* this header's rules were broken; the message says which and by whom */
};

/* ---------------------------------------------------------------- values -- */

/* Borrowed UTF-8 text; `bytes` may be NULL if `size` is 0. */
typedef struct brine_text {
    const char* bytes;
    size_t size; /* bytes */
} brine_text;

/* Types of a value. Append-only; a value of an unknown type may be passed on, never looked into. */
enum {
    BRINE_NIL = 0,
    BRINE_BOOL = 1,  /* as.i is 0 or 1 */
    BRINE_INT = 2,   /* as.i */
    BRINE_UINT = 3,  /* as.u; only for numbers above INT64_MAX, so equal numbers look equal */
    BRINE_FLOAT = 4, /* as.f */
    BRINE_STR = 5,   /* as.bytes, UTF-8 */
    BRINE_BYTES = 6, /* as.bytes */
    BRINE_LIST = 7,  /* as.items */
    BRINE_MAP = 8    /* as.pairs, in insertion order, keys unique */
};

/* Flags of a value. Append-only; flags that the reader does not know are kept when copying. */
enum {
    /* Never log, display or store this value in clear. */
    BRINE_SECRET = 1,
    /* MAP: a hash index follows the pairs, see brine_map_index in value.h. */
    BRINE_INDEXED = 2,
    /* STR, BYTES as an argument: the bytes are only good until the call returns. The host copies
       them into the arena before the function sees them, so a function never meets this flag. */
    BRINE_TRANSIENT = 4
};

/* One node of an immutable tree. 16 bytes on every target; this layout is frozen for good. */
typedef struct brine_value {
    uint8_t type;
    uint8_t flags;
    uint16_t zero; /* must be 0 */
    uint32_t size; /* bytes (STR, BYTES), items (LIST) or pairs (MAP); else 0 */
    union {
        int64_t i;
        uint64_t u;
        double f;
        const char* bytes;
        const struct brine_value* items;
        const struct brine_pair* pairs;
    } as;
} brine_value;

/* One entry of a map. A key may be of any scalar type. */
typedef struct brine_pair {
    brine_value key;
    brine_value value;
} brine_pair;

/* ------------------------------------------------------------------ host -- */

typedef struct brine_host brine_host;

/*
 * One invocation. It belongs to the host; a plugin sees its first member only. Arena: memory that
 * is released when the outermost call (or the nearest one made with BRINE_SCOPED) returns.
 */
typedef struct brine_call {
    const brine_host* host;
} brine_call;

/* Levels for log(). */
enum {
    BRINE_LOG_TRACE = 0,
    BRINE_LOG_DEBUG = 1,
    BRINE_LOG_INFO = 2,
    BRINE_LOG_WARNING = 3,
    BRINE_LOG_ERROR = 4
};

/* Flags of a request. */
enum {
    /* Give the called function an arena of its own: only a copy of the result is kept, all else
       that was allocated below is released on return. For callers that loop over many calls. */
    BRINE_SCOPED = 1,
    /* Called from a function that takes the place of one with the same kind and name: call the
       one below it in precedence instead of the winner. */
    BRINE_NEXT = 2
};

/* What to call and with what. Everything is borrowed until invoke() returns. */
typedef struct brine_request {
    uint32_t size; /* sizeof(brine_request) */
    uint32_t flags;
    brine_text kind;         /* "exec", "state", "renderer", ... */
    brine_text name;         /* "user.info" */
    const brine_value* args; /* positional arguments */
    size_t arg_count;
    const brine_pair* kwargs; /* keyword arguments; keys are STR */
    size_t kwarg_count;
    const brine_value* context; /* MAP laid over the caller's context for this call, or NULL */
} brine_request;

/* The services of the host. [call] members may be used from inside a function on its own call. */
struct brine_host {
    uint32_t size;
    uint32_t abi_minor;

    /* Memory of the call's arena, aligned to 16 bytes; NULL when there is none. [call] */
    void* (*alloc)(brine_call* call, size_t bytes);

    /* Calls a function. Arguments are bound to its parameters and checked first. On BRINE_OK
       `result` holds a value that lives in the caller's arena; otherwise it is nil and
       last_error() has the message. Nested calls are bounded in depth. [call] */
    brine_status (*invoke)(brine_call* call, const brine_request* request, brine_value* result);

    /* Reads the call's context by a path with ':' between its steps: "test", "jid",
       "opts:cachedir", "grains:os", "pillar:users:0:name". The first step is a key of the
       context, or the name of a function of kind "context" which provides it. BRINE_NOT_FOUND
       without a message when there is no such value. The value lives as long as the call's
       arena. [call] */
    brine_status (*lookup)(brine_call* call, brine_text path, brine_value* out);

    /* Keeps a copy of `value` until the outermost call ends; lookup() finds it as
       "context:KEY" from every function of that run. [call] */
    brine_status (*store)(brine_call* call, brine_text key, const brine_value* value);

    /* Records the message (copied) with which this call fails and returns `why`, so that a
       function can end with `return host->fail(...)`. [call] */
    brine_status (*fail)(brine_call* call, brine_status why, brine_text message);

    /* The message of the last invoke(), lookup() or store() of this call that failed; valid
       until the next of them. Empty when none failed. [call] */
    brine_text (*last_error)(brine_call* call);

    /* Whether log() at this level reaches anything; lets a caller skip making the text. [call] */
    int (*logs)(brine_call* call, uint32_t level);

    /* Writes a line to the host's log under the plugin's name. [call] */
    void (*log)(brine_call* call, uint32_t level, brine_text message);

    /* Publishes an event. Handlers run elsewhere; a failing one does not show here. [call] */
    brine_status (*emit)(brine_call* call, brine_text tag, const brine_value* data);

    /* Non-zero once the call should stop soon. Long loops ask now and then. [call] */
    int (*cancelled)(brine_call* call);

    /* Starts an outermost call on a thread that the plugin owns, with `context` (MAP or NULL) as
       its context. NULL when out of memory or when the host is stopping. [any] */
    brine_call* (*begin)(const brine_host* host, const brine_value* context);

    /* Ends a call that begin() gave, on the thread that used it, and releases its arena. [any] */
    void (*end)(brine_call* call);

    /* An optional service by its id ("brine.events/1"): a constant table, valid until stop()
       returns; NULL when this host does not have it. [any] */
    const void* (*extension)(const brine_host* host, const char* id);
};

/* -------------------------------------------------------------- functions -- */

/*
 * The one signature. `args` has exactly one value per declared parameter, in their order: what
 * was passed, or the default; a `*name` parameter is a LIST, a `**name` parameter a MAP. `args`
 * live as long as the call's arena. On BRINE_OK the function has set `*result` (it is nil
 * before) to a value made of arena memory, of its arguments, of results of its own calls, or of
 * the plugin's constants. On any other status the message was given to fail(). [call], possibly
 * on several threads at once.
 */
typedef brine_status (*brine_fn)(void* self, brine_call* call, const brine_value* args,
                                 brine_value* result);

/* A function that a plugin offers. The host copies all but `call` and `self` when it is added. */
typedef struct brine_function {
    uint32_t size;  /* sizeof(brine_function) */
    uint32_t flags; /* must be 0 */
    /* What it is for. The set is open; these have a meaning to the host itself:
       "exec"       an execution module's function, the default kind of a call
       "available"  named like a module, or "*" for the whole plugin: answers true, or text that
                    says why the module's functions cannot work here; asked once, before the
                    first use
       "context"    provides the context value of that name (parameter: path of the wanted part)
       "event"      called for each event whose tag fits the trait "match" (parameters: tag, data)
       "engine"     runs in a thread of the daemon until cancelled (parameter: config)
       "command"    a verb of the command line (parameter: argv), answers the exit status */
    const char* kind;
    const char* name; /* "module.function"; unique within the plugin and kind */
    /* Parameters as text: "name: str, shell: str|nil = nil, *args, **kwargs". Types: any (or
       none given), nil, bool, int, float, str, bytes, list, map, joined by '|'; an int is taken
       where a float is asked for. A default is a JSON literal (nil for null) and makes the
       parameter optional. NULL or "" means no parameters. */
    const char* params;
    const char* doc;           /* Markdown; the first line is a summary. May be NULL. */
    const brine_value* traits; /* MAP of further facts, e.g. {"match": "salt/auth"}, or NULL */
    brine_fn call;
    void* self; /* passed to `call`; lives until stop() returns */
} brine_function;

/* Given to start(). Valid until start() returns. */
typedef struct brine_setup brine_setup;
struct brine_setup {
    uint32_t size;
    uint32_t reserved;
    const brine_host* host; /* may be kept until stop() returns */

    /* Adds a function. Nothing is visible to anyone until start() has returned BRINE_OK. */
    brine_status (*add)(brine_setup* setup, const brine_function* function);

    /* Records why start() fails (copied) and returns `why`. */
    brine_status (*fail)(brine_setup* setup, brine_status why, brine_text message);
};

/* The exported constant. */
typedef struct brine_plugin {
    uint32_t size;        /* sizeof(brine_plugin) */
    uint32_t needs_minor; /* the lowest host minor with which it works; checked before start() */
    const char* name;     /* unique among installed plugins: "acme-user" */
    const char* version;  /* free text: "1.2.0" */
    const char* summary;  /* one line */

    /* Adds the plugin's functions and sets `*self`. Makes no calls, starts no threads and looks
       at nothing outside the process: whether it can work here is what "available" is for. When
       it fails, nothing of the plugin stays registered and stop() is not called. Once per
       host. [loop] or, in a program that makes one call, that call's thread. */
    brine_status (*start)(brine_setup* setup, void** self);

    /* Called after the last call has returned; releases `self`. The library stays mapped. */
    void (*stop)(void* self);
} brine_plugin;

#define BRINE_PLUGIN_SYMBOL "brine_plugin_v1"

#ifndef BRINE_STATIC_PLUGINS /* a program with linked-in plugins names their symbols itself */
BRINE_EXPORT extern const brine_plugin brine_plugin_v1;
#endif

/* ------------------------------------------------------------- extensions -- */

/* "brine.events/1": follow events from a thread that the plugin owns. */
#define BRINE_EVENTS_ID "brine.events/1"
typedef void (*brine_event_fn)(void* self, brine_text tag, const brine_value* data);
typedef struct brine_events {
    uint32_t size;
    uint32_t reserved;
    /* Calls `handler` for each event whose tag fits the shell-style glob `pattern` ('*' also
       crosses '/'). `tag` and `data` are valid during the call of the handler, which runs on
       the publisher's thread and must be short. Answers a token, 0 when out of memory. [any] */
    uint64_t (*subscribe)(const brine_host* host, brine_text pattern, brine_event_fn handler,
                          void* self);
    /* After it returns the handler is not running and is not called again. Not from inside the
       handler itself. [any] */
    void (*unsubscribe)(const brine_host* host, uint64_t token);
} brine_events;

#ifdef __cplusplus
}
#endif
#endif
