/* One radiod server: its channels, sweeps, polls and commands.
 *
 * There is no connection and no acknowledgement but the status with our tag. The files: session.c
 * what comes and when to ask, command.c what users want, server.c what concerns the server as a whole,
 * channel.c, item.c, request.c, sweep.c what they are named after. */
#ifndef FL_RADIOD_SESSION_H
#define FL_RADIOD_SESSION_H

#include <fairlead/driver.h>

#include "radiod_channel.h"
#include "radiod_sweep.h"

enum {
    RADIOD_OFFLINE_MS = 5000, /* a channel or server that was silent so long is not there */
    RADIOD_SWEEP_ACTIONS_MAX = 8
};

struct radiod_budget { /* max_rate commands a second; half of a second's are kept for users' */
    double left;
    uint64_t at_ms;
    bool wanted; /* a command waits for some */
};

struct radiod_server {
    int entity[RADIOD_SERVER_ITEM_COUNT];
    struct fl_addr source; /* whose statuses count; family 0: anybody's */
    uint64_t heard_ms;     /* last status; 0: none in this session */
    uint64_t gps_ns, samples, overs;
    bool overs_known;
    uint64_t over_told_ms, overs_new; /* events keep their distance */
    double block_s;
    bool foreign_told, local_told, disturbed_told, crowded_told;
    bool checklist_told; /* until it is heard again */
};

struct radiod_session {
    const struct radiod_conf *conf;
    struct radiod_view view;
    struct radiod_channels channels;
    struct radiod_sweep sweep;
    struct radiod_server server;
    struct radiod_budget budget;
    bool online, complete;
    unsigned empty_sweeps; /* in a row */
    size_t told_channels;  /* as the log last said */
    size_t next_poll;      /* index: who is first, so that all get their turn */
    uint64_t polled_ms;    /* when channels were last asked, all of those due */
    int parts;             /* highest number so far */
    uint64_t wake_ms;      /* the timer */
    uint64_t care_ms;      /* when to look after everybody again */
    uint32_t sweep_actions[RADIOD_SWEEP_ACTIONS_MAX];
    size_t sweep_action_count;
    struct radiod_status status; /* the one being taken */
};

/* --- session.c: hooks, and what the others need --------------------------------------------- */
enum fl_err radiod_init(void *session, const void *conf, struct fl_io *io, struct fl_span saved);
void radiod_finish(void *session);
void radiod_open(void *session, struct fl_io *io, size_t target);
size_t radiod_feed(void *session, struct fl_io *io, const uint8_t *data, size_t len);
void radiod_poll(void *session, struct fl_io *io);
void radiod_keepalive(void *session, struct fl_io *io);
void radiod_missed(void *session, struct fl_io *io, uint32_t group);
void radiod_tick(void *session, struct fl_io *io);

void radiod_arm(struct radiod_session *s, struct fl_io *io); /* ends every hook */
/* May a command, or a poll, go out? Counts it if so. */
bool radiod_budget_take(struct radiod_session *s, struct fl_io *io, bool poll);
/* Sends the channel's request (first, or again) with a new tag; it owns the lane then. */
void radiod_send(struct radiod_session *s, struct fl_io *io, struct radiod_channel *c);
/* Every piece gets this verdict, and the request is gone. */
void radiod_end_request(struct radiod_channel *c, struct fl_io *io, enum fl_err result, const char *why);
bool radiod_exposed(const struct radiod_session *s, const struct radiod_channel *c);
double radiod_blocks(const struct radiod_session *s, double seconds); /* for LIFETIME */

/* --- command.c ------------------------------------------------------------------------------ */
size_t radiod_command(void *session, struct fl_io *io, const struct fl_command *const *cmds, size_t count);
/* Creates what is configured to be there and is not. */
void radiod_create_missing(struct radiod_session *s, struct fl_io *io);
/* The actions that waited for a sweep get their answer. */
void radiod_answer_sweeps(struct radiod_session *s, struct fl_io *io, bool whole);

/* --- server.c ------------------------------------------------------------------------------- */
void radiod_server_init(struct radiod_session *s, struct fl_io *io);
void radiod_server_open(struct radiod_session *s, struct fl_io *io, size_t target);
/* False: not our server's. */
bool radiod_server_is_source(struct radiod_session *s, struct fl_io *io);
/* True: it has restarted since the last status. */
bool radiod_server_take(struct radiod_session *s, struct fl_io *io);
void radiod_server_empty(struct radiod_session *s, struct fl_io *io); /* a sweep brought nothing */
void radiod_server_disturbed(struct radiod_session *s, struct fl_io *io);

#endif
