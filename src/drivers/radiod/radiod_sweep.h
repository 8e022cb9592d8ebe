/* When to ask all channels at once, and when all have answered.
 *
 * radiod answers such a question slot after slot, four channels a block: 200 a second. Each further
 * question, whoever asks it, begins that anew, so channels of high slots starve if questions come too
 * often: sweeps keep their distance, and those of other clients count as ours. Pure: time is passed in. */
#ifndef FL_RADIOD_SWEEP_H
#define FL_RADIOD_SWEEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum radiod_sweep_end {
    RADIOD_SWEEP_GOES_ON,
    RADIOD_SWEEP_WHOLE,    /* who was not heard is not there */
    RADIOD_SWEEP_DISTURBED /* others kept asking: who was not heard may be there */
};

struct radiod_sweep {
    bool running;
    uint32_t number;    /* of the running or the last one; 0: there was none */
    uint64_t began_ms;  /* the running one */
    uint64_t asked_ms;  /* last question by anybody; 0: never */
    uint64_t news_ms;   /* last new channel of the running one */
    uint64_t next_ms;   /* when to ask; while one runs: not before */
    size_t found;       /* channels in the running one */
    size_t slots;       /* channels that there may be: all get the time to answer */
    unsigned overheard; /* questions of others within the running one */
};

void radiod_sweep_reset(struct radiod_sweep *s, uint64_t now_ms); /* a new session: ask at once */
void radiod_sweep_asked(struct radiod_sweep *s, uint64_t now_ms, int interval_ms); /* we did */
void radiod_sweep_overhear(struct radiod_sweep *s, uint64_t now_ms, int interval_ms);
void radiod_sweep_heard(struct radiod_sweep *s, uint64_t now_ms);   /* a channel, for the first time in it */
void radiod_sweep_stalled(struct radiod_sweep *s, uint64_t now_ms); /* we were: the quiet begins now */
void radiod_sweep_hurry(struct radiod_sweep *s);                    /* as soon as it does no harm */
/* Whether the running one has ended. */
enum radiod_sweep_end radiod_sweep_look(struct radiod_sweep *s, uint64_t now_ms);
bool radiod_sweep_due(const struct radiod_sweep *s, uint64_t now_ms); /* it is time to ask */
uint64_t radiod_sweep_at(const struct radiod_sweep *s);               /* when to look or ask next */

#endif
