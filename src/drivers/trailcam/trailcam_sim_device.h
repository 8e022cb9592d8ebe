/* A simulated camera in memory, for the files that make it up. What they call "now" is that of the hook
 * that runs: d->io is set while one does. */
#ifndef FL_DRIVERS_TRAILCAM_SIM_DEVICE_H
#define FL_DRIVERS_TRAILCAM_SIM_DEVICE_H

#include <fairlead/sim.h>

#include "trailcam_sim_card.h"
#include "trailcam_sim_options.h"
#include "trailcam_transport.h"

enum { TRAILCAM_SIM_REQUESTS = 16, TRAILCAM_SIM_WANTED = 128, TRAILCAM_SIM_ID = 32 };

struct trailcam_sim_request { /* waits for its turn */
    uint64_t due_ms;
    uint32_t seq;
    cJSON *json;
};

struct trailcam_sim_wanted { /* a picture to send */
    enum trailcam_message msg;
    uint32_t seq;
    struct trailcam_sim_file file;
};

struct trailcam_sim_transfer {
    struct trailcam_sim_wanted wanted[TRAILCAM_SIM_WANTED]; /* next first */
    size_t count;
    uint8_t *record; /* under way; NULL: none */
    size_t len, at;
    uint8_t channel;
    uint64_t next_us; /* when more of it may leave */
};

struct trailcam_sim_session {
    bool up;
    struct fl_addr peer;
    struct trailcam_transport transport;
    uint64_t heard_ms;
    uint64_t greet_ms, event_ms; /* 0: not due */
    uint64_t login_ms;           /* without a login until then it ends; 0: logged in */
    bool talked;                 /* the client sent data */
    uint32_t token;              /* 0: none */
    uint32_t events;             /* sent; the sequence of the last one */
    uint64_t beat_ms;            /* of the last heartbeat, or the login */
    uint32_t beat_seq;           /* 0: none yet */
    struct trailcam_sim_request requests[TRAILCAM_SIM_REQUESTS]; /* oldest first */
    size_t request_count;
    struct trailcam_sim_transfer transfer;
};

struct trailcam_sim_stats {
    unsigned punches, searches, sessions, busy, logins, refused, commands, in_flight, repeated, bad,
        wrong_acks, closed, timeouts, pictures, beats, beat_gaps, beat_min, beat_max;
};

struct trailcam_sim_device {
    bool ready, running; /* defaults are set; init was called */
    struct trailcam_sim_conf conf;
    char id[TRAILCAM_SIM_TEXT];
    struct trailcam_uid uid;
    struct fl_aes *key, *other_key;
    struct trailcam_sim_card card;
    int64_t ahead_s; /* its clock, which logins set */
    struct fl_sim_io *io;

    bool awake;
    uint64_t wake_ms;        /* when it will be; 0: not by itself */
    uint64_t sleep_ms;       /* when it goes to sleep; 0: not decided */
    uint64_t idle_ms;        /* since when there is no session */
    uint64_t shot_ms;        /* when it last took a photo by itself */
    struct fl_addr searcher; /* who searched last; family 0: nobody */
    struct trailcam_sim_session session;
    struct trailcam_sim_stats stats;
};

/* --- trailcam_sim.c -------------------------------------------------------------------------- */
uint64_t trailcam_sim_now(const struct trailcam_sim_device *d);
int64_t trailcam_sim_civil_s(const struct trailcam_sim_device *d); /* by its own clock */
/* A real camera's delay, or none. */
uint64_t trailcam_sim_delay(const struct trailcam_sim_device *d, int ms);
void trailcam_sim_end(struct trailcam_sim_device *d, bool say);            /* the session; say: by CLOSE */
void trailcam_sim_sleep(struct trailcam_sim_device *d, uint64_t until_ms); /* 0: until woken */
void trailcam_sim_wake(struct trailcam_sim_device *d);
/* Puts bytes on a channel, in packets as small as they are to be. */
void trailcam_sim_put(struct trailcam_sim_device *d, uint8_t channel, const uint8_t *data, size_t len);
void trailcam_sim_event(struct trailcam_sim_device *d, unsigned number);
/* False: the card or the battery does not allow it. */
bool trailcam_sim_shoot(struct trailcam_sim_device *d, int type);
void trailcam_sim_tick(void *device, struct fl_sim_io *io);

/* --- trailcam_sim_answer.c ------------------------------------------------------------------- */
void trailcam_sim_take_command(struct trailcam_sim_device *d, const struct trailcam_record *record);
void trailcam_sim_answer_due(struct trailcam_sim_device *d);
void trailcam_sim_forget_requests(struct trailcam_sim_device *d);

/* --- trailcam_sim_info.c --------------------------------------------------------------------- */
cJSON *trailcam_sim_info(const struct trailcam_sim_device *d); /* NULL: no memory */
long trailcam_sim_total_mb(const struct trailcam_sim_device *d);
long trailcam_sim_free_mb(const struct trailcam_sim_device *d);

/* --- trailcam_sim_transfer.c ----------------------------------------------------------------- */
void trailcam_sim_want(struct trailcam_sim_device *d, const struct trailcam_sim_wanted *wanted);
void trailcam_sim_transfer(struct trailcam_sim_device *d);                /* what may leave now */
uint64_t trailcam_sim_transfer_when(const struct trailcam_sim_device *d); /* UINT64_MAX: not by time alone */

/* --- trailcam_sim_control.c ------------------------------------------------------------------ */
enum fl_err trailcam_sim_control(void *device, struct fl_sim_io *io, const char *verb, const char *args,
                                 struct fl_error *err);

extern const struct fl_sim trailcam_sim;

#endif
