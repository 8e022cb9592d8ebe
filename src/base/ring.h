/* A bounded first-in first-out of pointers. No lock of its own. */
#ifndef FL_BASE_RING_H
#define FL_BASE_RING_H

#include <stdbool.h>
#include <stddef.h>

struct fl_ring {
    void **items;
    size_t cap, head, count;
};

bool fl_ring_init(struct fl_ring *r, size_t cap); /* false: no memory */
void fl_ring_finish(struct fl_ring *r);           /* does not free what is still in it */
bool fl_ring_put(struct fl_ring *r, void *item);  /* false: full */
void *fl_ring_take(struct fl_ring *r);            /* the oldest; NULL: empty */

#endif
