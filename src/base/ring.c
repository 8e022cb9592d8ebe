/* A bounded first-in first-out of pointers. */
#include "base/ring.h"

#include <stdlib.h>

bool fl_ring_init(struct fl_ring *r, size_t cap)
{
    *r = (struct fl_ring){.items = calloc(cap, sizeof *r->items), .cap = cap};
    return r->items;
}

void fl_ring_finish(struct fl_ring *r)
{
    free(r->items);
    *r = (struct fl_ring){0};
}

bool fl_ring_put(struct fl_ring *r, void *item)
{
    if (r->count == r->cap)
        return false;
    r->items[(r->head + r->count++) % r->cap] = item;
    return true;
}

void *fl_ring_take(struct fl_ring *r)
{
    if (!r->count)
        return NULL;
    void *item = r->items[r->head];
    r->head = (r->head + 1) % r->cap;
    r->count--;
    return item;
}
