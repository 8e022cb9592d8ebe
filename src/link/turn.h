/* Who may ask the device now: one request on the wire per link, or per group with lanes. A command
 * goes before keep-alive, keep-alive before poll. Pure: time is passed in, no lock of its own. */
#ifndef FL_LINK_TURN_H
#define FL_LINK_TURN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <fairlead/driver.h>

enum fl_asker { FL_ASK_NONE, FL_ASK_POLL, FL_ASK_KEEPALIVE, FL_ASK_COMMAND };

enum { FL_OWED_MAX = 64 };

struct fl_owed { /* an answer that the peer owes */
    uint64_t since_us;
    uint32_t group;
    uint32_t round; /* of the poll that asked; 0: none */
    enum fl_asker who;
};

struct fl_turn {
    bool lanes;
    bool command_waits, keepalive_waits;
    uint64_t answered_ms; /* when the last turn ended: request_gap counts from here; 0: never */
    uint64_t written_ms;  /* when a command last sent something; 0: never */
    size_t count;
    struct fl_owed owed[FL_OWED_MAX];
};

void fl_turn_reset(struct fl_turn *t); /* a new session: nobody owes anything */
bool fl_turn_busy(const struct fl_turn *t, uint32_t group);
/* False: the table is full. Without lanes the request that is under way is replaced. */
bool fl_turn_expect(struct fl_turn *t, struct fl_owed owed);
/* Takes the entry out, into *was. False: nobody waits for an answer of this group. Without lanes
 * the one request is meant, whatever its group. */
bool fl_turn_answered(struct fl_turn *t, uint32_t group, uint64_t now_ms, struct fl_owed *was);
/* The longest unanswered request; NULL: none. */
const struct fl_owed *fl_turn_oldest(const struct fl_turn *t);
/* May `who` begin a request now? If not, *when_ms is when time alone will allow it; FL_NEVER: it
 * waits for an answer or for somebody with more right. */
bool fl_turn_may_take(const struct fl_turn *t, enum fl_asker who, uint32_t group,
                      const struct fl_timing *timing, uint64_t now_ms, uint64_t *when_ms);

#endif
