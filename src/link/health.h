/* Is the peer still there? Told what was heard and what was answered, it judges. Pure: time is
 * passed in, no lock of its own. */
#ifndef FL_LINK_HEALTH_H
#define FL_LINK_HEALTH_H

#include "link/turn.h"

struct fl_health {
    uint64_t heard_ms;
    int polls_missed, keepalives_missed; /* in a row */
};

void fl_health_reset(struct fl_health *h, uint64_t now_ms); /* a session comes online: heard now */
void fl_health_heard(struct fl_health *h, uint64_t now_ms);
void fl_health_answered(struct fl_health *h, enum fl_asker who);
void fl_health_missed(struct fl_health *h, enum fl_asker who);
/* When silence will have lasted too long; FL_NEVER: connection_timeout is off. */
uint64_t fl_health_silent_at(const struct fl_health *h, const struct fl_timing *timing);
/* FL_E_TIMEOUT with words: the link is dead. */
enum fl_err fl_health_judge(const struct fl_health *h, const struct fl_timing *timing, uint64_t now_ms,
                            struct fl_error *err);

#endif
