/* Deadlines in a heap: the earliest is at hand whatever their number. No lock of its own. */
#ifndef FL_BUS_TIMERS_H
#define FL_BUS_TIMERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fl_timer { /* zeroed: not set. In its owner's memory */
    uint64_t due_ms;
    size_t place; /* in the heap, from 1; 0: not in it */
    void *owner;
};

struct fl_timers { /* zeroed: empty */
    struct fl_timer **heap;
    size_t count, cap;
};

void fl_timers_finish(struct fl_timers *t);
/* FL_NEVER takes it out. False: no memory. */
bool fl_timers_set(struct fl_timers *t, struct fl_timer *timer, uint64_t due_ms);
struct fl_timer *fl_timers_first(const struct fl_timers *t); /* NULL: none; stays in */

#endif
