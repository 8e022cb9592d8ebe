/* Timers sorted by time: a binary heap of nodes that live in what they wake. */
#ifndef FL_TOOLS_SIM_TIMER_H
#define FL_TOOLS_SIM_TIMER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sim_timer { /* zeroed but for fire: off */
    void (*fire)(struct sim_timer *timer);
    uint64_t at_ms;
    size_t place; /* in the heap, from 1; 0: off */
};

struct sim_timers { /* zeroed: none */
    struct sim_timer **heap;
    size_t count, cap, reserved;
};

/* Makes room for one timer more, so that setting it cannot fail; false: no memory. */
bool sim_timers_reserve(struct sim_timers *t);
void sim_timers_unreserve(struct sim_timers *t); /* that timer is off for good */
void sim_timers_finish(struct sim_timers *t);

void sim_timer_set(struct sim_timers *t, struct sim_timer *timer, uint64_t at_ms); /* on, or moved */
void sim_timer_clear(struct sim_timers *t, struct sim_timer *timer);

uint64_t sim_timers_next(const struct sim_timers *t); /* FL_NEVER: none is on */
/* Switches off and returns one whose time has come, the earliest first; NULL: none. */
struct sim_timer *sim_timers_take(struct sim_timers *t, uint64_t now_ms);

#endif
