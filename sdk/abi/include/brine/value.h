/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Small inline helpers for brine_value in C: making scalars, comparing keys, finding an entry of
 * a map. Nothing here allocates. The hash index of large maps is part of the ABI: whoever builds
 * a map may append one, whoever reads it may use it.
 */
#ifndef BRINE_VALUE_H
#define BRINE_VALUE_H

#include <brine/abi.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Text of a NUL-terminated string, borrowed. */
static inline brine_text brine_text_of(const char* text) {
    brine_text t = {text, text ? strlen(text) : 0};
    return t;
}

static inline brine_value brine_nil(void) {
    brine_value v;
    memset(&v, 0, sizeof v);
    return v;
}

static inline brine_value brine_bool(int truth) {
    brine_value v = brine_nil();
    v.type = BRINE_BOOL;
    v.as.i = truth != 0;
    return v;
}

static inline brine_value brine_int(int64_t number) {
    brine_value v = brine_nil();
    v.type = BRINE_INT;
    v.as.i = number;
    return v;
}

static inline brine_value brine_uint(uint64_t number) {
    brine_value v = brine_nil();
    v.type = number > (uint64_t)INT64_MAX ? BRINE_UINT : BRINE_INT;
    v.as.u = number;
    return v;
}

static inline brine_value brine_float(double number) {
    brine_value v = brine_nil();
    v.type = BRINE_FLOAT;
    v.as.f = number;
    return v;
}

/* Borrows `bytes`. */
static inline brine_value brine_str(const char* bytes, uint32_t size) {
    brine_value v = brine_nil();
    v.type = BRINE_STR;
    v.size = size;
    v.as.bytes = bytes;
    return v;
}

/* Borrows a NUL-terminated string, usually a literal. */
static inline brine_value brine_literal(const char* text) {
    return brine_str(text, (uint32_t)strlen(text));
}

/* Borrows `items`. */
static inline brine_value brine_list(const brine_value* items, uint32_t size) {
    brine_value v = brine_nil();
    v.type = BRINE_LIST;
    v.size = size;
    v.as.items = items;
    return v;
}

/* Borrows `pairs`. */
static inline brine_value brine_map(const brine_pair* pairs, uint32_t size) {
    brine_value v = brine_nil();
    v.type = BRINE_MAP;
    v.size = size;
    v.as.pairs = pairs;
    return v;
}

/* Equality of keys: same type and same content; lists and maps are no keys and never equal. */
static inline int brine_key_equal(const brine_value* a, const brine_value* b) {
    if (a->type != b->type || a->size != b->size) return 0;
    switch (a->type) {
        case BRINE_NIL:
            return 1;
        case BRINE_BOOL:
        case BRINE_INT:
        case BRINE_UINT:
        case BRINE_FLOAT: /* bit for bit, to agree with the hash */
            return a->as.u == b->as.u;
        case BRINE_STR:
        case BRINE_BYTES:
            return a->size == 0 || memcmp(a->as.bytes, b->as.bytes, a->size) == 0;
        default:
            return 0;
    }
}

/*
 * The hash of a key, frozen with the ABI: FNV-1a (32 bit) over the type and the content's bytes,
 * numbers as eight bytes, least significant first. http://www.isthe.com/chongo/tech/comp/fnv/
 */
static inline uint32_t brine_key_hash(const brine_value* key) {
    uint32_t hash = 2166136261u;
    uint32_t n;
    hash = (hash ^ key->type) * 16777619u;
    if (key->type == BRINE_STR || key->type == BRINE_BYTES) {
        for (n = 0; n < key->size; ++n) hash = (hash ^ (unsigned char)key->as.bytes[n]) * 16777619u;
    } else {
        for (n = 0; n < 8; ++n) hash = (hash ^ (unsigned char)(key->as.u >> (8 * n))) * 16777619u;
    }
    return hash;
}

/* Slots of the index of a map of `size` pairs: the power of two that is at least twice as big. */
static inline uint32_t brine_index_slots(uint32_t size) {
    uint32_t slots = 4;
    while (slots < size * 2u) slots *= 2;
    return slots;
}

/* Bytes to allocate for `size` pairs and their index. */
static inline size_t brine_indexed_bytes(uint32_t size) {
    return size * sizeof(brine_pair) + brine_index_slots(size) * sizeof(uint32_t);
}

/*
 * Writes the index of a map behind its pairs: one uint32_t per slot, 0 when empty, else the
 * pair's position plus one; collisions go to the next slot. `pairs` points to memory of
 * brine_indexed_bytes(size) bytes whose first part is filled with pairs of unique keys, at most
 * 2^30 of them. The map made from it carries the flag BRINE_INDEXED.
 */
static inline void brine_map_index(brine_pair* pairs, uint32_t size) {
    uint32_t* slots = (uint32_t*)(void*)(pairs + size);
    uint32_t mask = brine_index_slots(size) - 1;
    uint32_t n;
    memset(slots, 0, (mask + (size_t)1) * sizeof *slots);
    for (n = 0; n < size; ++n) {
        uint32_t slot = brine_key_hash(&pairs[n].key) & mask;
        while (slots[slot]) slot = (slot + 1) & mask;
        slots[slot] = n + 1;
    }
}

/* The value of `key` in `map`, or NULL when there is none or `map` is no map. */
static inline const brine_value* brine_map_find(const brine_value* map, const brine_value* key) {
    const brine_pair* pairs = map->as.pairs;
    uint32_t n;
    if (map->type != BRINE_MAP || map->size == 0) return NULL;
    if (map->flags & BRINE_INDEXED) {
        const uint32_t* slots = (const uint32_t*)(const void*)(pairs + map->size);
        uint32_t mask = brine_index_slots(map->size) - 1;
        uint32_t slot = brine_key_hash(key) & mask;
        for (; slots[slot]; slot = (slot + 1) & mask) {
            const brine_pair* pair = &pairs[slots[slot] - 1];
            if (brine_key_equal(&pair->key, key)) return &pair->value;
        }
        return NULL;
    }
    for (n = 0; n < map->size; ++n)
        if (brine_key_equal(&pairs[n].key, key)) return &pairs[n].value;
    return NULL;
}

/* The value of a text key, or NULL. */
static inline const brine_value* brine_map_get(const brine_value* map, const char* key) {
    brine_value k = brine_literal(key);
    return brine_map_find(map, &k);
}

#ifdef __cplusplus
}
#endif
#endif
