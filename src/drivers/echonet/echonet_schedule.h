/* Which properties of an object to ask for next; what one request may hold is learnt. Pure.
 *
 * Every property has the time at which it is due. Never-read ones count from 0, so they come first
 * and in the order of these small numbers. */
#ifndef FL_ECHONET_SCHEDULE_H
#define FL_ECHONET_SCHEDULE_H

#include "echonet_object.h"
#include "echonet_request.h"

enum {
    ECHONET_EPCS = 128,
    ECHONET_REFUSALS = 3,
    ECHONET_RANKS = 1000 /* due before: never read */
};

struct echonet_due {
    uint64_t due_ms;
    uint8_t refused, missed; /* in a row */
    bool wanted, read;       /* read: answered in this session, or given up */
    bool alone;              /* travels alone: it silenced requests, or is long */
};

struct echonet_schedule {
    struct echonet_due rows[ECHONET_EPCS];
    uint8_t limit; /* properties in one request */

    /* A request of several failed: which of them is to blame? */
    uint8_t width;               /* how many of the suspects are asked together; 0: no suspicion */
    bool refusing;               /* it was refused as a whole, not left unanswered */
    bool culprit;                /* one was found */
    bool worked;                 /* a shorter request was answered with values */
    struct echonet_map suspects; /* not acquitted */
    struct echonet_map singles;  /* answered when asked alone */
};

struct echonet_pace { /* of the whole node */
    const struct echonet_conf *conf;
    bool slow; /* answers take long: three times the periods */
    bool deaf; /* announcements seem to get lost: they save no polling */
};

struct echonet_due *echonet_schedule_row(struct echonet_schedule *s, uint8_t epc);
/* What the object's map and class say is wanted; the rest is not asked for. New ones are due. */
void echonet_schedule_want(struct echonet_schedule *s, const struct echonet_object *o);
void echonet_schedule_restart(struct echonet_schedule *s); /* all are to be read anew */
bool echonet_schedule_unread(const struct echonet_schedule *s);
uint64_t echonet_schedule_due(const struct echonet_schedule *s); /* the first; UINT64_MAX: none */
/* What to ask now, up to the limit: due ones, and those that are before soon_ms. 0: nothing. */
size_t echonet_schedule_pick(const struct echonet_schedule *s, uint64_t now_ms, uint64_t soon_ms,
                             uint8_t out[ECHONET_ASK_MAX]);
/* It was heard, asked or not: its time starts again. */
void echonet_schedule_heard(struct echonet_schedule *s, const struct echonet_object *o,
                            const struct echonet_pace *pace, uint8_t epc, uint64_t now_ms);
/* What the object announces is due at when_ms at the latest. */
void echonet_schedule_hasten(struct echonet_schedule *s, const struct echonet_object *o, uint64_t when_ms);
void echonet_schedule_refused(struct echonet_schedule *s, const struct echonet_object *o,
                              const struct echonet_pace *pace, uint8_t epc, uint64_t now_ms);
void echonet_schedule_missed(struct echonet_schedule *s, uint8_t epc, uint64_t now_ms);

#endif
