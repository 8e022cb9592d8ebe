/* The table of what is owed, and the order of those who ask. */
#include "link/turn.h"

#include "base/clock.h"

void fl_turn_reset(struct fl_turn *t)
{
    *t = (struct fl_turn){.lanes = t->lanes, .written_ms = t->written_ms};
}

/* Index of the entry for a group; count: none. */
static size_t find(const struct fl_turn *t, uint32_t group)
{
    size_t i = 0;
    while (t->lanes && i < t->count && t->owed[i].group != group)
        i++;
    return i;
}

bool fl_turn_busy(const struct fl_turn *t, uint32_t group)
{
    return find(t, group) < t->count || t->count == FL_OWED_MAX;
}

bool fl_turn_expect(struct fl_turn *t, struct fl_owed owed)
{
    size_t i = find(t, owed.group);
    if (i == FL_OWED_MAX)
        return false;
    t->owed[i] = owed;
    if (i == t->count)
        t->count++;
    return true;
}

bool fl_turn_answered(struct fl_turn *t, uint32_t group, uint64_t now_ms, struct fl_owed *was)
{
    size_t i = find(t, group);
    if (i >= t->count)
        return false;
    *was = t->owed[i];
    t->owed[i] = t->owed[--t->count];
    t->answered_ms = now_ms;
    return true;
}

const struct fl_owed *fl_turn_oldest(const struct fl_turn *t)
{
    const struct fl_owed *oldest = NULL;
    for (size_t i = 0; i < t->count; i++)
        if (!oldest || t->owed[i].since_us < oldest->since_us)
            oldest = &t->owed[i];
    return oldest;
}

static uint64_t not_before(uint64_t last_ms, int gap_ms)
{
    return last_ms && gap_ms > 0 ? last_ms + (uint64_t)gap_ms : 0;
}

/* A waiting command goes before all others, unless it waits for its write_interval: that may be long,
 * and the device is polled meanwhile. */
static bool command_comes(const struct fl_turn *t, const struct fl_timing *timing, uint64_t now_ms)
{
    return t->command_waits && now_ms >= not_before(t->written_ms, timing->write_interval);
}

bool fl_turn_may_take(const struct fl_turn *t, enum fl_asker who, uint32_t group,
                      const struct fl_timing *timing, uint64_t now_ms, uint64_t *when_ms)
{
    *when_ms = FL_NEVER;
    bool command = who == FL_ASK_COMMAND;
    if (t->lanes && !command)
        return true;
    if (fl_turn_busy(t, group))
        return false;
    if (!t->lanes && !command && command_comes(t, timing, now_ms))
        return false;
    if (!t->lanes && who == FL_ASK_POLL && t->keepalive_waits)
        return false;
    uint64_t gap = not_before(t->answered_ms, timing->request_gap);
    uint64_t write = command ? not_before(t->written_ms, timing->write_interval) : 0;
    uint64_t at = gap > write ? gap : write;
    if (now_ms >= at)
        return true;
    *when_ms = at;
    return false;
}
