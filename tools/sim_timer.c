/* The timers of fairlead-sim: a binary heap, earliest on top; see sim_timer.h. */
#include "sim_timer.h"

#include <stdlib.h>

#include "base/clock.h"

bool sim_timers_reserve(struct sim_timers *t)
{
    if (t->reserved == t->cap) {
        size_t cap = t->cap ? t->cap * 2 : 16;
        struct sim_timer **heap = realloc(t->heap, cap * sizeof *heap);
        if (!heap)
            return false;
        t->heap = heap;
        t->cap = cap;
    }
    t->reserved++;
    return true;
}

void sim_timers_unreserve(struct sim_timers *t)
{
    t->reserved--;
}

void sim_timers_finish(struct sim_timers *t)
{
    free(t->heap);
    *t = (struct sim_timers){0};
}

static void put_at(struct sim_timers *t, struct sim_timer *timer, size_t place)
{
    t->heap[place - 1] = timer;
    timer->place = place;
}

static void move_up(struct sim_timers *t, struct sim_timer *timer)
{
    size_t place = timer->place;
    while (place > 1 && t->heap[place / 2 - 1]->at_ms > timer->at_ms) {
        put_at(t, t->heap[place / 2 - 1], place);
        place /= 2;
    }
    put_at(t, timer, place);
}

static void move_down(struct sim_timers *t, struct sim_timer *timer)
{
    size_t place = timer->place;
    for (size_t child; (child = place * 2) <= t->count; place = child) {
        if (child < t->count && t->heap[child]->at_ms < t->heap[child - 1]->at_ms)
            child++;
        if (t->heap[child - 1]->at_ms >= timer->at_ms)
            break;
        put_at(t, t->heap[child - 1], place);
    }
    put_at(t, timer, place);
}

void sim_timer_set(struct sim_timers *t, struct sim_timer *timer, uint64_t at_ms)
{
    timer->at_ms = at_ms;
    if (!timer->place)
        put_at(t, timer, ++t->count);
    move_up(t, timer);
    move_down(t, timer);
}

void sim_timer_clear(struct sim_timers *t, struct sim_timer *timer)
{
    size_t place = timer->place;
    if (!place)
        return;
    timer->place = 0;
    struct sim_timer *last = t->heap[--t->count];
    if (last == timer)
        return;
    put_at(t, last, place);
    move_up(t, last);
    move_down(t, last);
}

uint64_t sim_timers_next(const struct sim_timers *t)
{
    return t->count ? t->heap[0]->at_ms : FL_NEVER;
}

struct sim_timer *sim_timers_take(struct sim_timers *t, uint64_t now_ms)
{
    if (!t->count || t->heap[0]->at_ms > now_ms)
        return NULL;
    struct sim_timer *timer = t->heap[0];
    sim_timer_clear(t, timer);
    return timer;
}
