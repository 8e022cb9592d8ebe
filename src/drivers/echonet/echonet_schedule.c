/* Due times by kind of property. */
#include "echonet_schedule.h"

#include <string.h>

enum {
    EPC_FIRST = 0x80,
    EPC_IDENTITY = 0x83, /* often answered although no map has it */
    ANNOUNCED_MS = 60000,
    SLOWER = 3,
    RARELY_MS = 6 * 3600 * 1000, /* what was refused or unanswered three times in a row */
    MISSED_MS = 10000            /* doubled with each time */
};

/* First of all: what names an object and says how its properties read. */
static const uint8_t first_epcs[] = {0x83, 0x8A, 0x82, 0x81, 0x8C};

struct echonet_due *echonet_schedule_row(struct echonet_schedule *s, uint8_t epc)
{
    return &s->rows[epc >= EPC_FIRST ? epc - EPC_FIRST : 0];
}

static uint64_t rank(size_t row)
{
    for (size_t i = 0; i < sizeof first_epcs; i++)
        if (first_epcs[i] == EPC_FIRST + row)
            return i;
    return sizeof first_epcs + row;
}

static bool is_map(unsigned epc)
{
    return epc >= 0x9D && epc <= 0x9F;
}

void echonet_schedule_want(struct echonet_schedule *s, const struct echonet_object *o)
{
    for (size_t i = 0; i < ECHONET_EPCS; i++) {
        uint8_t epc = (uint8_t)(EPC_FIRST + i);
        struct echonet_due *row = &s->rows[i];
        bool there = echonet_map_has(echonet_object_gettable(o), epc) || epc == EPC_IDENTITY;
        bool wanted = there && !is_map(epc) && echonet_object_kind(o, epc) != ECHONET_KINDS;
        if (wanted && !row->wanted)
            *row = (struct echonet_due){
                .due_ms = row->read ? row->due_ms : rank(i), .read = row->read, .alone = row->alone};
        row->wanted = wanted;
        row->alone = row->alone || echonet_object_long(o, epc) || echonet_object_selector(o, epc);
    }
}

void echonet_schedule_restart(struct echonet_schedule *s)
{
    for (size_t i = 0; i < ECHONET_EPCS; i++) {
        struct echonet_due *row = &s->rows[i];
        if (row->refused >= ECHONET_REFUSALS || row->missed >= ECHONET_REFUSALS)
            continue;
        row->read = false;
        row->due_ms = rank(i);
    }
}

bool echonet_schedule_unread(const struct echonet_schedule *s)
{
    for (size_t i = 0; i < ECHONET_EPCS; i++)
        if (s->rows[i].wanted && !s->rows[i].read)
            return true;
    return false;
}

/* --- what is next ------------------------------------------------------------------------------- */
static bool chosen(const uint8_t *out, size_t count, size_t row)
{
    return count && memchr(out, (int)(EPC_FIRST + row), count);
}

/* The first due of those not chosen; ECHONET_EPCS: none. */
static size_t first_due(const struct echonet_schedule *s, const uint8_t *out, size_t count, bool suspects)
{
    size_t best = ECHONET_EPCS;
    bool suspecting = s->width > 0;
    for (size_t i = 0; i < ECHONET_EPCS; i++) {
        const struct echonet_due *row = &s->rows[i];
        bool suspect = suspecting && echonet_map_has(&s->suspects, (uint8_t)(EPC_FIRST + i));
        if (!row->wanted || chosen(out, count, i) || (count && (row->alone || suspect != suspects)))
            continue;
        if (best == ECHONET_EPCS || row->due_ms < s->rows[best].due_ms)
            best = i;
    }
    return best;
}

uint64_t echonet_schedule_due(const struct echonet_schedule *s)
{
    size_t first = first_due(s, NULL, 0, false);
    return first < ECHONET_EPCS ? s->rows[first].due_ms : UINT64_MAX;
}

size_t echonet_schedule_pick(const struct echonet_schedule *s, uint64_t now_ms, uint64_t soon_ms,
                             uint8_t out[ECHONET_ASK_MAX])
{
    size_t first = first_due(s, NULL, 0, false);
    if (first == ECHONET_EPCS || s->rows[first].due_ms > now_ms)
        return 0;
    bool suspect = s->width && echonet_map_has(&s->suspects, (uint8_t)(EPC_FIRST + first));
    size_t most = suspect ? s->width : s->limit, count = 0;
    out[count++] = (uint8_t)(EPC_FIRST + first);
    while (!s->rows[first].alone && count < most && count < ECHONET_ASK_MAX) {
        size_t next = first_due(s, out, count, suspect);
        if (next == ECHONET_EPCS || s->rows[next].due_ms > soon_ms)
            break;
        out[count++] = (uint8_t)(EPC_FIRST + next);
    }
    return count;
}

/* --- what came of it ----------------------------------------------------------------------------- */
static uint64_t period_ms(const struct echonet_object *o, const struct echonet_pace *pace, uint8_t epc)
{
    const struct echonet_conf *c = pace->conf;
    const int by_kind[ECHONET_KINDS] = {[ECHONET_STATE] = c->poll_state,
                                        [ECHONET_MEASUREMENT] = c->poll_measurement,
                                        [ECHONET_COUNTER] = c->poll_counter,
                                        [ECHONET_IDENTITY] = c->poll_identity};
    enum echonet_kind kind = echonet_object_kind(o, epc);
    if (kind == ECHONET_KINDS)
        return RARELY_MS;
    bool announced = echonet_map_has(echonet_object_announced(o), epc);
    uint64_t period = (uint64_t)by_kind[kind];
    if (announced && pace->deaf)
        period = (uint64_t)c->poll_state;
    else if (announced && period < ANNOUNCED_MS)
        period = ANNOUNCED_MS;
    return pace->slow ? period * SLOWER : period;
}

void echonet_schedule_heard(struct echonet_schedule *s, const struct echonet_object *o,
                            const struct echonet_pace *pace, uint8_t epc, uint64_t now_ms)
{
    struct echonet_due *row = echonet_schedule_row(s, epc);
    row->refused = row->missed = 0;
    row->read = true;
    row->due_ms = now_ms + period_ms(o, pace, epc);
}

void echonet_schedule_hasten(struct echonet_schedule *s, const struct echonet_object *o, uint64_t when_ms)
{
    for (size_t i = 0; i < ECHONET_EPCS; i++) {
        struct echonet_due *row = &s->rows[i];
        bool sound = row->refused < ECHONET_REFUSALS && row->missed < ECHONET_REFUSALS;
        bool announced = echonet_map_has(echonet_object_announced(o), (uint8_t)(EPC_FIRST + i));
        if (announced && sound && row->due_ms > when_ms)
            row->due_ms = when_ms;
    }
}

void echonet_schedule_refused(struct echonet_schedule *s, const struct echonet_object *o,
                              const struct echonet_pace *pace, uint8_t epc, uint64_t now_ms)
{
    struct echonet_due *row = echonet_schedule_row(s, epc);
    row->read = true;
    row->missed = 0;
    if (row->refused < UINT8_MAX)
        row->refused++;
    row->due_ms = now_ms + (row->refused < ECHONET_REFUSALS ? period_ms(o, pace, epc) : RARELY_MS);
}

void echonet_schedule_missed(struct echonet_schedule *s, uint8_t epc, uint64_t now_ms)
{
    struct echonet_due *row = echonet_schedule_row(s, epc);
    if (row->missed < UINT8_MAX)
        row->missed++;
    row->read = row->read || row->missed >= ECHONET_REFUSALS;
    uint64_t wait = row->missed < ECHONET_REFUSALS ? (uint64_t)MISSED_MS << row->missed : RARELY_MS;
    row->due_ms = now_ms + wait;
}
