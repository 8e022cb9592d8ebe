/* An arena: chunks of memory that are cut from the front and freed together. */
#include "config/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 16 * 1024 };

struct chunk {
    struct chunk *next;
    size_t cap, used;
    max_align_t data[];
};

struct fl_arena {
    struct chunk *chunks; /* the newest first */
    bool bad;
};

struct fl_arena *fl_arena_create(void)
{
    return calloc(1, sizeof(struct fl_arena));
}

void fl_arena_destroy(struct fl_arena *a)
{
    if (!a)
        return;
    for (struct chunk *c = a->chunks, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    free(a);
}

static struct chunk *add_chunk(struct fl_arena *a, size_t size)
{
    size_t cap = size > CHUNK ? size : CHUNK;
    struct chunk *c = cap < SIZE_MAX - sizeof *c ? calloc(1, sizeof *c + cap) : NULL;
    if (!c)
        return NULL;
    c->cap = cap;
    c->next = a->chunks;
    a->chunks = c;
    return c;
}

void *fl_arena_alloc(struct fl_arena *a, size_t size)
{
    const size_t unit = _Alignof(max_align_t);
    size = size < SIZE_MAX - unit ? (size + unit - 1) / unit * unit : SIZE_MAX;
    struct chunk *c = a->chunks;
    if (!c || c->cap - c->used < size)
        c = add_chunk(a, size);
    if (!c) {
        a->bad = true;
        return NULL;
    }
    void *memory = (char *)c->data + c->used;
    c->used += size;
    return memory;
}

char *fl_arena_strndup(struct fl_arena *a, const char *text, size_t len)
{
    char *copy = fl_arena_alloc(a, len + 1);
    if (copy)
        memcpy(copy, text, len);
    return copy;
}

char *fl_arena_strdup(struct fl_arena *a, const char *text)
{
    return text ? fl_arena_strndup(a, text, strlen(text)) : NULL;
}

char *fl_arena_format(struct fl_arena *a, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int len = vsnprintf(NULL, 0, fmt, ap);
    char *text = len < 0 ? NULL : fl_arena_alloc(a, (size_t)len + 1);
    if (text)
        vsnprintf(text, (size_t)len + 1, fmt, again);
    va_end(again);
    va_end(ap);
    return text;
}

bool fl_arena_bad(const struct fl_arena *a)
{
    return a->bad;
}
