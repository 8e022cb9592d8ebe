/* A shutter as two relays and a clock: where it is, and what its relays should do next.
 *
 * The panel knows no position and no end switch. Position is estimated from how long which relay
 * was seen on, whoever switched it, and put right whenever a full travel ends. Pure: it is told
 * what each snapshot shows, and says what to do; it never says to drive while the other relay may
 * be on, nor before the pause after it was. */
#ifndef FL_DRIVERS_IPCOM_COVER_H
#define FL_DRIVERS_IPCOM_COVER_H

#include <stdbool.h>
#include <stdint.h>

enum ipcom_dir { IPCOM_STILL, IPCOM_UP, IPCOM_DOWN, IPCOM_BOTH };

enum ipcom_goal {
    IPCOM_GOAL_NONE, /* whatever happens is somebody else's doing; released after a full travel */
    IPCOM_GOAL_STOP,
    IPCOM_GOAL_END, /* `end`, for the whole travel time from wherever it is */
    IPCOM_GOAL_POSITION
};

enum ipcom_drive {
    IPCOM_LEAVE,   /* the relays are as they should be */
    IPCOM_RELEASE, /* both off */
    IPCOM_DRIVE_UP,
    IPCOM_DRIVE_DOWN
};

enum { IPCOM_CLOSED = 0, IPCOM_OPEN = 100 };

struct ipcom_cover {
    int travel_ms[2]; /* up, down */
    int pause_ms;     /* from off to the other direction */

    bool known;      /* position is */
    double position; /* IPCOM_CLOSED .. IPCOM_OPEN */

    bool observed;        /* `shown` and the rest are of this session */
    enum ipcom_dir shown; /* by the last snapshot */
    uint64_t shown_ms;    /* that snapshot's time */
    uint64_t since_ms;    /* since when it shows that */

    enum ipcom_dir last; /* the direction last driven, as far as we know */
    bool still;          /* both off, and no write under way that says otherwise */
    uint64_t still_ms;   /* since when */

    enum ipcom_goal goal;
    enum ipcom_dir end; /* IPCOM_GOAL_END */
    double target;      /* IPCOM_GOAL_POSITION */
    enum ipcom_dir leg; /* the goal's movement that was seen to run; IPCOM_STILL: none yet */
    bool homing;        /* to an end first: the position is not known */
    bool braking;       /* we are stopping it */
    bool reached;       /* what the goal's command promises was seen: it moves, or has stopped */
};

/* What one relay does, with our own writes laid over what the snapshot shows. */
struct ipcom_relay_state {
    bool seen;      /* on in the snapshot */
    bool on;        /* on as far as we know */
    bool unsettled; /* a write that no snapshot has confirmed */
};

void ipcom_cover_init(struct ipcom_cover *c, int travel_up_ms, int travel_down_ms, int pause_ms);
/* A new session: what was seen is old. A goal whose movement runs goes on. */
void ipcom_cover_reopen(struct ipcom_cover *c);
void ipcom_cover_set_goal(struct ipcom_cover *c, enum ipcom_goal goal);
void ipcom_cover_go_to(struct ipcom_cover *c, double position);
void ipcom_cover_go_end(struct ipcom_cover *c, enum ipcom_dir end);

/* To be called for every accepted snapshot. */
void ipcom_cover_observe(struct ipcom_cover *c, bool up, bool down, uint64_t now_ms);
/* What the relays should do now. *due_ms: when to look again at the latest; UINT64_MAX: at the
 * next poll. */
enum ipcom_drive ipcom_cover_decide(struct ipcom_cover *c, const struct ipcom_relay_state *up,
                                    const struct ipcom_relay_state *down, uint64_t now_ms, uint64_t *due_ms);

#endif
