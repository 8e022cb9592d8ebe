/* What is behind a link, for the files of this folder. All members below `lock` belong to it,
 * unless said otherwise; functions whose name ends in _locked want it held.
 *
 * Whatever is for others (verdicts, events, log lines, "dirty") is noted under the lock as a post,
 * and delivered with no lock held by fl_link_leave() and fl_link_wait(). */
#ifndef FL_LINK_LINK_PRIVATE_H
#define FL_LINK_LINK_PRIVATE_H

#include "base/clock.h"
#include "base/lock.h"
#include "base/thread.h"
#include "base/wake.h"
#include "link/backoff.h"
#include "link/health.h"
#include "link/io_private.h"
#include "link/link.h"
#include "link/queue.h"

enum { FL_RX, FL_POLL, FL_KEEP, FL_CMD, FL_LINK_THREADS };

enum {
    FL_BATCH_MAX = 64,      /* commands of one group handed to the driver at once */
    FL_LAST_WORDS_MS = 1000 /* an orderly end: for the turn, and again for the answer to the last words */
};

/* Why a command of a link that ends gets no other answer: the link does not know who ended it. */
#define FL_LINK_STOPS "the gateway stops, or the device was removed or its settings changed"

struct fl_message { /* one message's pieces, until its verdict */
    struct fl_message *next;
    struct fl_request *request;
    uint32_t id;
    size_t pieces; /* without a verdict yet */
    enum fl_status status;
    char *error, *result;
    uint64_t began_ms; /* when its first piece began; 0: none has */
    size_t entity_count;
    int *entities; /* that it sets: to be read at the end */
};

struct fl_post; /* something for others, on its way out */

struct fl_moved { /* where the device was found, instead of where the configuration says */
    struct fl_endpoint endpoint;
    char host[FL_HOST_MAX];
};

struct fl_waker { /* runs wake_command, on a thread of its own */
    struct fl_thread thread;
    struct fl_bell bell;
    struct fl_wake stop;
    bool wanted, running;
    unsigned failed; /* attempts in a row that did not lead to a session */
};

struct fl_buffer { /* what was received and not yet used; the receive thread's own */
    uint8_t *data;
    size_t len, cap;
};

struct fl_link {
    const struct fl_device_conf *conf;
    const struct fl_driver *driver;
    struct fl_connector connector;
    struct fl_link_events events;
    void *ctx;
    void *session;
    struct fl_gate *gate;
    struct fl_thread threads[FL_LINK_THREADS];
    struct fl_wake wake;                /* interrupts the receive thread, whatever it waits for */
    const struct fl_endpoint *endpoint; /* the configuration's, or `moved`'s; the receive thread's own */
    struct fl_moved *moved;             /* NULL: not yet */
    struct fl_buffer in;

    struct fl_lock lock;
    struct fl_bell poll_bell, keep_bell, cmd_bell;
    bool started, stopping;

    /* the connection */
    enum fl_link_state state;
    uint64_t state_gen, state_ms;
    struct fl_conn *conn;
    struct fl_addr peer; /* family 0: not told by the driver */
    bool closing;        /* last words: nobody asks any more */
    bool reconnect;      /* end what there is and connect anew, at once */
    bool retry;          /* end the backoff */
    bool move;           /* to move_to, with the next attempt */
    struct fl_addr move_to;
    struct fl_error failing;        /* code set: the session is to end, and why */
    bool news;                      /* that is another trouble than last time */
    uint64_t tick_ms, handshake_ms; /* the driver's timer; when the hand-shake is given up */
    uint64_t rx_until_ms;           /* how long the receive thread waits; 0: it does not */
    struct fl_health health;
    struct fl_backoff backoff;
    struct fl_waker waker;

    /* who asks when */
    uint64_t poll_ms, keep_ms;                           /* next slots */
    uint64_t poll_until_ms, keep_until_ms, cmd_until_ms; /* how long the threads wait */
    bool poll_waits;                                     /* its slot has come, its turn has not */
    uint32_t round;                                      /* of the last poll */

    /* the device */
    struct fl_model *model;
    struct fl_io *io;
    enum fl_asker hook;            /* on whose behalf the running hook was called */
    uint64_t shape_gen, value_gen; /* as of the last "dirty" */
    struct fl_metrics metrics;
    int zone_s;
    int64_t zone_slot; /* quarter of an hour for which zone_s holds */

    /* commands */
    struct fl_queue queue;
    struct fl_job *running;
    struct fl_message *messages;
    uint32_t last_id;

    /* for others */
    struct fl_post *posts, **posts_end;
    bool dirty, delivering;
};

/* --- posts.c: what is for others -------------------------------------------------------------- */
void fl_link_enter(struct fl_link *l);
void fl_link_leave(struct fl_link *l); /* delivers what there is to deliver */
/* Waits for the bell, or delivers and returns at once; wait in a loop. */
void fl_link_wait(struct fl_link *l, struct fl_bell *bell, uint64_t until_ms);
void fl_link_post_verdict(struct fl_link *l, struct fl_verdict *v);
void fl_link_post_output(struct fl_link *l, struct fl_output *o); /* NULL: no memory, dropped */
void fl_link_log(struct fl_link *l, enum fl_level level, const char *fmt, ...) FL_PRINTF(3, 4);
void fl_link_drop_posts(struct fl_link *l);

/* --- jobs.c: commands from submit to verdict ---------------------------------------------------- */
/* Ends a job (in no list any more); the message gets its verdict with its last piece. */
void fl_link_finish_job(struct fl_link *l, struct fl_job *job, enum fl_status status, const char *error);
void fl_link_finish_jobs(struct fl_link *l, struct fl_job *jobs, enum fl_status status, const char *error);
struct fl_message *fl_link_message(struct fl_link *l, uint32_t command); /* of a running one; NULL */
/* The driver's verdict; unknown commands are ignored. */
void fl_link_job_verdict(struct fl_link *l, uint32_t command, enum fl_err result, const char *why);
/* True: commands were handed to the driver, or refused: look again. False: nobody's turn has come,
 * and *until_ms is when time alone will change that. */
bool fl_link_begin_jobs(struct fl_link *l, uint64_t now_ms, uint64_t *until_ms);
void fl_link_begin_reconnect(struct fl_link *l, struct fl_job *job, uint64_t now_ms);
void fl_link_begin_wake(struct fl_link *l, struct fl_job *job, uint64_t now_ms);
void fl_link_settle_wakes(struct fl_link *l, enum fl_status status, const char *error);
void fl_link_expire_jobs(struct fl_link *l, uint64_t now_ms);  /* waiting ones */
void fl_link_timeout_jobs(struct fl_link *l, uint64_t now_ms); /* running ones */
uint64_t fl_link_next_deadline(const struct fl_link *l);
/* The session ended: running ones fail, but a reconnect that waits for the next session. */
void fl_link_fail_jobs(struct fl_link *l, const char *error);
void fl_link_arm_reconnects(struct fl_link *l); /* the next session is the one they wait for */
void fl_link_settle_reconnects(struct fl_link *l, enum fl_status status, const char *error);
void fl_link_number_refreshes(struct fl_link *l, uint32_t round); /* those that wait for a poll */
/* A poll's answers are all there (or given up): refreshes that waited for it are through. */
void fl_link_settle_round(struct fl_link *l, uint32_t round, enum fl_err result);

/* --- apply.c: driver hooks ------------------------------------------------------------------------ */
struct fl_io *fl_link_begin(struct fl_link *l, enum fl_asker asker); /* before a hook */
void fl_link_apply(struct fl_link *l);                               /* after it */
bool fl_link_can_ask(const struct fl_link *l);                       /* online, and not about to end */
void fl_link_fail(struct fl_link *l, enum fl_err why, const char *fmt, ...) FL_PRINTF(3, 4);
void fl_link_set_state(struct fl_link *l, enum fl_link_state state);
void fl_link_wake_askers(struct fl_link *l);            /* whose turn it has become */
void fl_link_missed(struct fl_link *l, uint32_t group); /* no answer in time */
uint64_t fl_link_next_timer(const struct fl_link *l);   /* what the receive thread must not oversleep */
void fl_link_poll_soon(struct fl_link *l);              /* the next slot is now */

/* --- wakecmd.c: wake_command ------------------------------------------------------------------------ */
enum fl_err fl_link_create_waker(struct fl_link *l, struct fl_error *err); /* nothing without the command */
void fl_link_stop_waker(struct fl_link *l);                                /* asks; its thread is joined */
void fl_link_finish_waker(struct fl_link *l);
void fl_link_run_waker(struct fl_link *l);      /* unless it is running */
void fl_link_attempt_failed(struct fl_link *l); /* in a row: it may be time to wake the device */
void fl_link_attempt_succeeded(struct fl_link *l);

/* --- loops.c: the four threads ---------------------------------------------------------------------- */
extern void (*const fl_link_loops[FL_LINK_THREADS])(void *link);

#endif
