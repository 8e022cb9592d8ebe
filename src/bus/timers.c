/* A binary heap; the places are numbered from 1, so that a child of n is at 2n and 2n + 1. */
#include "bus/timers.h"

#include <stdlib.h>

#include "base/clock.h"

void fl_timers_finish(struct fl_timers *t)
{
    free(t->heap);
    *t = (struct fl_timers){0};
}

static void put(struct fl_timers *t, size_t place, struct fl_timer *timer)
{
    t->heap[place - 1] = timer;
    timer->place = place;
}

static uint64_t due_at(const struct fl_timers *t, size_t place)
{
    return t->heap[place - 1]->due_ms;
}

static void rise(struct fl_timers *t, struct fl_timer *timer)
{
    size_t place = timer->place;
    for (; place > 1 && due_at(t, place / 2) > timer->due_ms; place /= 2)
        put(t, place, t->heap[place / 2 - 1]);
    put(t, place, timer);
}

static void sink(struct fl_timers *t, struct fl_timer *timer)
{
    size_t place = timer->place;
    for (size_t child = 2 * place; child <= t->count; child = 2 * place) {
        if (child < t->count && due_at(t, child + 1) < due_at(t, child))
            child++;
        if (due_at(t, child) >= timer->due_ms)
            break;
        put(t, place, t->heap[child - 1]);
        place = child;
    }
    put(t, place, timer);
}

static void take_out(struct fl_timers *t, struct fl_timer *timer)
{
    size_t place = timer->place;
    struct fl_timer *last = t->heap[--t->count];
    timer->place = 0;
    if (last == timer)
        return;
    put(t, place, last);
    rise(t, last);
    sink(t, last);
}

bool fl_timers_set(struct fl_timers *t, struct fl_timer *timer, uint64_t due_ms)
{
    timer->due_ms = due_ms;
    if (due_ms == FL_NEVER) {
        if (timer->place)
            take_out(t, timer);
        return true;
    }
    if (!timer->place) {
        if (t->count == t->cap) {
            size_t cap = t->cap ? 2 * t->cap : 64;
            struct fl_timer **heap = realloc(t->heap, cap * sizeof(*heap));
            if (!heap)
                return false;
            t->heap = heap;
            t->cap = cap;
        }
        put(t, ++t->count, timer);
    }
    rise(t, timer);
    sink(t, timer);
    return true;
}

struct fl_timer *fl_timers_first(const struct fl_timers *t)
{
    return t->count ? t->heap[0] : NULL;
}
