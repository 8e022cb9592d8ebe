/* When to try again, and where. Pure: time and chance are passed in, no lock of its own. */
#ifndef FL_LINK_BACKOFF_H
#define FL_LINK_BACKOFF_H

#include <fairlead/driver.h>

enum {
    FL_BACKOFF_STABLE_MS = 10 * 1000, /* a session that lasted so long starts afresh at reconnect_min */
    FL_BACKOFF_AUTH_MS = 60 * 1000    /* after refused credentials: not to lock an account */
};

struct fl_backoff {     /* zeroed: nothing tried yet */
    unsigned failures;  /* attempts and short sessions in a row */
    uint64_t online_ms; /* since when the session is online; 0: it is not */
    size_t target;      /* of the endpoint's: to try next */
    int tries;          /* failed attempts on it */
    size_t tried;       /* targets that had their tries in this round */
    size_t round;       /* of all targets; which of a name's addresses is meant */
    unsigned before;    /* failures when the round began */
};

void fl_backoff_online(struct fl_backoff *b, uint64_t now_ms);
/* The attempt, or the session, ended by why: how long to wait, in ms. Goes on to the next target
 * once this one has had its tries. */
uint64_t fl_backoff_end(struct fl_backoff *b, const struct fl_timing *timing, const struct fl_endpoint *ep,
                        enum fl_err why, uint64_t now_ms, uint32_t random);

#endif
