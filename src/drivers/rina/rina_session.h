/* The membership: enrolment, monitoring, synchronisation, fail-over and return. The driver's hooks;
 * what they keep is a struct rina_session.
 *
 * A link's session begins with an enrolment and lasts as long as the bootstrap is heard. The engine
 * repeats failed attempts and goes through the bootstraps; what is left to do here is one request
 * after the other, no two within a second to the same bootstrap. */
#ifndef FL_DRIVERS_RINA_SESSION_H
#define FL_DRIVERS_RINA_SESSION_H

#include "rina_device.h"

enum rina_asked { RINA_ASKED_NOTHING, RINA_ASKED_ENROLL, RINA_ASKED_PROBE, RINA_ASKED_SYNC };

enum { RINA_ENROLLS_KEPT = 8 };

struct rina_enroll { /* an enrolment request that may still be answered */
    uint64_t invoke; /* 0: none */
    size_t peer;
    enum rina_codec codec;
    bool address_wanted; /* it asked for a new address */
};

struct rina_session {
    struct rina_device device;
    struct rina_rib rib;
    uint64_t invoke;                               /* of the last request: never used twice */
    struct rina_enroll enrolls[RINA_ENROLLS_KEPT]; /* across sessions: answers may come late */
    size_t next_enroll;

    /* Across sessions. */
    size_t last_peer;     /* that took us last */
    bool ever;            /* one did */
    enum rina_error told; /* failure that was told; NONE: none since the last success */
    const char *reason;   /* why we enrol again; NULL: we never had to */

    /* Of this session. */
    size_t at; /* the bootstrap, an index of peers */
    enum rina_codec codec;
    bool member;
    enum rina_error refusal; /* it refused us: how */
    enum rina_asked asked;
    uint64_t asked_invoke;
    uint32_t command;  /* that waits for the answer; 0: none */
    uint64_t heard_ms; /* the last valid answer */
    uint64_t sync_ms;  /* when to synchronise; 0: never */
    bool want_enroll, want_probe;
    unsigned sync_missed, enroll_missed;
    bool sync_blamed; /* enrolled again because of it */
    bool hop_open;    /* the next route to us that is seen is what our enrolment made */
    uint64_t home_ms; /* when to look whether the first bootstrap is back; 0: we are there */
};

enum fl_err rina_init(void *session, const void *conf, struct fl_io *io, struct fl_span saved);
void rina_finish(void *session);
void rina_open(void *session, struct fl_io *io, size_t target);
size_t rina_feed(void *session, struct fl_io *io, const uint8_t *data, size_t len);
void rina_poll(void *session, struct fl_io *io);
void rina_keepalive(void *session, struct fl_io *io);
size_t rina_command(void *session, struct fl_io *io, const struct fl_command *const *cmds, size_t count);
void rina_missed(void *session, struct fl_io *io, uint32_t group);
void rina_tick(void *session, struct fl_io *io);
void rina_close(void *session, struct fl_io *io);
void rina_ended(void *session, struct fl_io *io, enum fl_err why, const char *text);

extern const struct fl_action rina_actions[];

#endif
