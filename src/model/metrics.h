/* What a link counts. Plain numbers under the link's lock, copied with the view. */
#ifndef FL_MODEL_METRICS_H
#define FL_MODEL_METRICS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/command.h"

enum fl_link_state {
    FL_LINK_CONNECTING,
    FL_LINK_HANDSHAKING,
    FL_LINK_ONLINE,
    FL_LINK_BACKOFF,
    FL_LINK_STOPPED
};

const char *fl_link_state_name(enum fl_link_state state); /* "connecting" ..., as on the link topic */

enum { FL_RTT_WINDOW = 64 };

struct fl_metrics {
    uint64_t frames_in, frames_out, bytes_in, bytes_out, bad_frames, drops;
    uint64_t connects; /* sessions that came online */
    uint64_t connect_failures;
    uint64_t polls_asked, polls_ok, polls_failed, polls_skipped;
    uint64_t keepalives_asked, keepalives_ok, keepalives_failed;
    uint64_t verdicts[FL_STATUS_COUNT];
    uint32_t queue;                 /* waiting now */
    uint64_t history;               /* the last 64 outcomes, newest in bit 0: 1 answered */
    uint32_t history_count;         /* how many of them are there */
    uint32_t rtt_us[FL_RTT_WINDOW]; /* the last round trips, ring */
    uint32_t rtt_count;             /* ever; the ring's next place is rtt_count % FL_RTT_WINDOW */
    uint32_t poll_late_us;          /* worst lateness of a poll since the last full view */
    int64_t since_utc_ms;           /* of the state */
    int64_t last_seen_utc_ms;       /* 0: never */
    char last_error[160];           /* why the last session ended, or connecting failed; "" : none yet */
    enum fl_err last_error_code;
    int64_t last_error_utc_ms; /* 0: none yet */
};

unsigned fl_metrics_quality(const struct fl_metrics *m); /* 0..100: the share of ones in history */
/* p in 0..100 over the window, in microseconds; 0: nothing measured. */
uint32_t fl_metrics_rtt(const struct fl_metrics *m, unsigned p);
void fl_metrics_note_outcome(struct fl_metrics *m, bool answered);
void fl_metrics_note_rtt(struct fl_metrics *m, uint64_t us);

#endif
