/* A protocol as a pure state machine: a const struct of facts and hooks.
 *
 * Contract of every hook: called with the link's lock held, so never two at once for one session;
 * must not block, sleep, read a clock, allocate without bound, start threads or touch a descriptor.
 * What it wants done it records in the fl_io. session is zeroed memory of session_size; conf is
 * the struct that the option rows filled, immutable as long as the session lives. */
#ifndef FL_DRIVER_H
#define FL_DRIVER_H

#include <fairlead/bytes.h>
#include <fairlead/conf.h>
#include <fairlead/entity.h>
#include <fairlead/error.h>
#include <fairlead/io.h>

struct cJSON;
struct fl_probe;

enum fl_medium {
    FL_STREAM,   /* TCP */
    FL_DATAGRAM, /* UDP, a socket of its own */
    FL_GROUP     /* UDP multicast, through the shared hub */
};

enum { FL_OFF = -1 }; /* in a driver's timing: 0 is "as everybody" there */

/* Names as in the configuration; all in ms but failure_threshold (count). In a driver: its own
 * defaults, 0 where the general one will do, FL_OFF for off. In a link's settings: the values, 0
 * is off where the contract says so. */
struct fl_timing {
    int poll_interval, keepalive_interval, connection_timeout, failure_threshold;
    int connect_timeout, response_timeout, reconnect_min, reconnect_max;
    int write_interval, request_gap, command_ttl, command_timeout;
};

enum { FL_TARGETS_MAX = 8, FL_HOST_MAX = 256 };

struct fl_target {
    const char *host;
    uint16_t port;
    uint32_t ip; /* an IPv4 address to be used instead of resolving host, which names it; 0: none */
};

/* Where the device is. Filled by the driver's endpoint() from its options. All texts are borrowed
 * from the configuration, and valid as long as it is. */
struct fl_endpoint {
    struct fl_target targets[FL_TARGETS_MAX]; /* tried in turn: fallback host, bootstraps */
    size_t target_count;
    int tries;             /* attempts on one before the next; 0 counts as 1 */
    bool rounds;           /* the next target comes without a pause; one that was lost gets one attempt,
                            * one that refuses (FL_E_AUTH) no further one before all had their turn */
    size_t address;        /* FL_DATAGRAM: which of a name's addresses, counted round; 0 the first. The
                            * link's, not the driver's */
    const char *group;     /* FL_GROUP; NULL: the target is the group (radiod) */
    const char *interface; /* name, address or CIDR; NULL: the kernel's choice, a group on every real one */
    uint16_t local_port;   /* 0: any */
    uint8_t ttl;           /* group NULL: hops of what goes to the target; 0: the usual 1 */
};

enum fl_act {
    FL_ACT_DRIVER,  /* given to command() like a set */
    FL_ACT_REFRESH, /* done by the engine, in any state, as are the following */
    FL_ACT_RECONNECT,
    FL_ACT_WAKE
};

struct fl_action { /* <device>/do/<key> */
    const char *key, *name, *help;
    enum fl_act act;
    int timeout_ms; /* 0: command_timeout */
};

/* One entity's piece of a message, or one action. On the heap; owns its texts and args. */
struct fl_command {
    uint32_t id;                    /* unique in the link; what fl_io_verdict() wants */
    uint32_t message;               /* pieces of one message share one verdict: the worst */
    const struct fl_action *action; /* NULL: a set */
    int entity;                     /* -1 for an action */
    uint32_t group, tag;            /* the entity's; 0 for an action */
    unsigned mask;                  /* set: which fields, bit n = field n */
    bool toggle;                    /* field 0 is to be inverted: turned into a value when it begins */
    struct fl_value value[FL_FIELDS_MAX];
    struct cJSON *args;   /* action: parsed, size-limited, or NULL */
    uint64_t expires_ms;  /* when waiting ends; UINT64_MAX: never */
    uint64_t deadline_ms; /* when trying ends; set when it begins */
};

/* Another name for a link setting, as the family knows it (rina: "enroll_timeout"). */
struct fl_alias {
    const char *key, *means;
};

struct fl_driver {
    const char *name, *summary;
    enum fl_medium medium;
    uint16_t port;     /* default */
    const char *group; /* FL_GROUP: default multicast group */
    bool lanes;        /* requests of different groups may be under way together */
    struct fl_timing timing;
    const struct fl_action *actions; /* ended by a NULL key; beside refresh and reconnect */
    const char *const *events;       /* NULL-ended: every event type it can send; NULL: none */
    const struct fl_option *options; /* ended by a NULL key */
    const struct fl_alias *aliases;  /* ended by a NULL key; NULL: none */
    size_t conf_size, session_size;

    /* Across options; optional. *err says what is wrong and what is allowed. */
    enum fl_err (*check)(const void *conf, struct fl_error *err);
    void (*endpoint)(const void *conf, struct fl_endpoint *ep);
    /* Link settings that belong together, when all are known; optional: completes or refuses them. */
    enum fl_err (*settle)(const void *conf, struct fl_timing *timing, struct fl_error *err);
    /* Once, before any connection: declares what the configuration knows. saved: what
     * fl_io_save() kept before a restart, or empty; it may be from an older version. May fail
     * (FL_E_NOMEM); finish() is called then too. */
    enum fl_err (*init)(void *session, const void *conf, struct fl_io *io, struct fl_span saved);
    void (*finish)(void *session); /* optional: frees what init and the hooks allocated */
    /* Connected to endpoint target number `target`: forget the last session, begin the hand-shake. */
    void (*open)(void *session, struct fl_io *io, size_t target);
    /* Bytes came. A stream: the bytes not yet consumed and the new ones; returns how many were
     * used, the rest comes again with more behind it (64 KiB at most). A datagram: one whole
     * datagram; the return value is ignored. */
    size_t (*feed)(void *session, struct fl_io *io, const uint8_t *data, size_t len);
    void (*poll)(void *session, struct fl_io *io);      /* optional: every poll_interval, turn free */
    void (*keepalive)(void *session, struct fl_io *io); /* optional: every keepalive_interval, turn free */
    /* All waiting commands of one group, oldest first (an action always alone); returns how many
     * it took: 0 (with the turn free) means later. A taken one gets its verdict by fl_io_verdict(),
     * or `timeout` from the engine at its deadline. The pointers are valid for the call. */
    size_t (*command)(void *session, struct fl_io *io, const struct fl_command *const *cmds, size_t count);
    /* No answer within response_timeout; the turn is free again. NULL: the link ends instead. */
    void (*missed)(void *session, struct fl_io *io, uint32_t group);
    void (*tick)(void *session, struct fl_io *io);  /* optional: the time given to fl_io_wake_at() came */
    void (*close)(void *session, struct fl_io *io); /* optional: last words before an orderly end; what
                                                     * it expects is waited for, at most 1 s */
    /* An attempt or a session ended otherwise (nothing can be sent any more); optional. why and text
     * are those of the log: the driver's own, or the engine's. */
    void (*ended)(void *session, struct fl_io *io, enum fl_err why, const char *text);
    const struct fl_probe *probe; /* optional: what `fairlead discover` runs */
};

extern const struct fl_driver *const fl_drivers[]; /* NULL-ended; src/drivers/registry.c */

#endif
