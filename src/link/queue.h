/* Commands that wait, oldest first; bounded. Pure: time is passed in, no lock of its own. */
#ifndef FL_LINK_QUEUE_H
#define FL_LINK_QUEUE_H

#include "link/turn.h"
#include "model/command.h"

struct fl_message; /* what the link keeps about the pieces of one message */

/* A command on its way through the link: waiting here, then running. */
struct fl_job {
    struct fl_job *next;
    struct fl_command *cmd;
    struct fl_message *message;
    bool merges;    /* a plain set: a newer one may take its place */
    bool toggles;   /* field 0 becomes the opposite of what is reported when it begins */
    bool deferred;  /* the driver did not want it yet: not offered until something happened */
    bool armed;     /* reconnect: its new session has begun */
    uint32_t round; /* refresh: the poll that will answer it; 0: not asked yet */
};

struct fl_queue {
    struct fl_job *head;
    size_t count, cap;
};

/* Whether all these jobs (a list) find room, given what they will replace. */
bool fl_queue_fits(const struct fl_queue *q, const struct fl_job *jobs);
/* Takes job, and hands back (as a list) those that it covers: the older plain sets of its entity
 * whose fields it sets all. It takes the place of the last of them, unless another set of the
 * entity waits behind that: then it goes last, so that the newest value wins. */
struct fl_job *fl_queue_put(struct fl_queue *q, struct fl_job *job);
/* The oldest job whose turn has come, with the sets of its group up to the next action; an action
 * alone. Up to cap go to out; they stay queued until fl_queue_remove(). 0: none, and *when_ms is
 * when time alone will change that. */
size_t fl_queue_next(const struct fl_queue *q, const struct fl_turn *t, const struct fl_timing *timing,
                     uint64_t now_ms, struct fl_job **out, size_t cap, uint64_t *when_ms);
void fl_queue_remove(struct fl_queue *q, struct fl_job *job);
struct fl_job *fl_queue_expired(struct fl_queue *q, uint64_t now_ms); /* taken out; NULL: none */
uint64_t fl_queue_next_expiry(const struct fl_queue *q);              /* FL_NEVER: none */
struct fl_job *fl_queue_clear(struct fl_queue *q);                    /* all, as a list */
bool fl_queue_waits(const struct fl_queue *q);                        /* somebody who is not deferred */
void fl_queue_undefer(struct fl_queue *q); /* something happened: offer all again */

#endif
