/* The session with one bus of an IPCom panel: login, requests and answers, one at a time. The
 * driver's hooks; what they keep is a struct ipcom_session. */
#ifndef FL_DRIVERS_IPCOM_SESSION_H
#define FL_DRIVERS_IPCOM_SESSION_H

#include <fairlead/driver.h>

#include "ipcom_device.h"
#include "ipcom_stream.h"

/* Why bytes are awaited. */
enum ipcom_asked {
    IPCOM_ASKED_NOTHING,
    IPCOM_ASKED_LOGIN,
    IPCOM_ASKED_POLL,
    IPCOM_ASKED_WRITE,
    IPCOM_ASKED_KEEPALIVE
};

/* Does the panel answer set-values? Nobody has seen it: found out in each session. */
enum ipcom_manner { IPCOM_MANNER_UNKNOWN, IPCOM_ACKNOWLEDGES, IPCOM_KEEPS_SILENT };

struct ipcom_session {
    const struct ipcom_conf *conf;
    struct ipcom_device device;

    /* Across sessions. */
    bool clear_login[FL_TARGETS_MAX]; /* that panel is in non-secure mode */
    unsigned refusals;                /* in a row */
    unsigned fatal_keepalives;        /* sessions that ended while a keep-alive was unanswered */

    /* Of this session. */
    struct ipcom_stream stream;
    size_t target;
    bool online, closing, ended;
    enum ipcom_asked asked;
    uint64_t asked_ms;
    uint32_t order;         /* number of the last request */
    bool sent;              /* in this hook: nothing that is in the buffer answers it */
    uint64_t heard_ms;      /* when bytes last came */
    size_t login_len;       /* of the login's answer so far */
    unsigned invalid_polls; /* in a row */
    enum ipcom_manner manner;
    bool late;          /* a write's answer may still come, in the shape of a snapshot */
    uint64_t settle_ms; /* until then a second snapshot tells which was which; 0: not waiting */
    bool no_keepalive;  /* the panel does not understand it */
    uint64_t wrote_ms;  /* 0: nothing was written yet */
    uint64_t look_ms;   /* when to poll without being asked; UINT64_MAX: no need */
};

enum fl_err ipcom_init(void *session, const void *conf, struct fl_io *io, struct fl_span saved);
void ipcom_finish(void *session);
void ipcom_open(void *session, struct fl_io *io, size_t target);
size_t ipcom_feed(void *session, struct fl_io *io, const uint8_t *data, size_t len);
void ipcom_poll(void *session, struct fl_io *io);
void ipcom_keepalive(void *session, struct fl_io *io);
size_t ipcom_command(void *session, struct fl_io *io, const struct fl_command *const *cmds, size_t count);
void ipcom_missed(void *session, struct fl_io *io, uint32_t group);
void ipcom_tick(void *session, struct fl_io *io);
void ipcom_close(void *session, struct fl_io *io);

#endif
