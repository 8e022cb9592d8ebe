/* The session with one node: what it holds, what to ask it next, what came. The driver's hooks;
 * what they keep is a struct echonet_session. */
#ifndef FL_ECHONET_SESSION_H
#define FL_ECHONET_SESSION_H

#include <fairlead/driver.h>

#include "echonet_learn.h"
#include "echonet_write.h"

enum { ECHONET_ID_MAX = 17, ECHONET_GET_MAX = 32, ECHONET_MAPS = 3, ECHONET_MAP_TRIES = 4 };

struct echonet_item { /* an object of the node */
    struct echonet_object *object;
    struct echonet_schedule schedule;
    bool mapped, declared;
    bool silent;        /* answers no more: its values are unknown */
    bool again;         /* the maps are to be read anew */
    uint8_t misses;     /* requests in a row that it left unanswered, but the node did not */
    uint8_t absences;   /* lists in a row that had it not */
    uint64_t absent_ms; /* the last one */
    unsigned round;     /* of the lists that had it last */
    uint64_t maps_ms;   /* when the maps are due */
    uint8_t map_tries;  /* 0: all three maps in one request; from then on one by one */
};

struct echonet_reading { /* the action `get` */
    uint32_t command;    /* 0: none */
    uint32_t eoj;
    size_t count, next;
    uint8_t epcs[ECHONET_GET_MAX];
    struct cJSON *result;
};

struct echonet_session {
    const struct echonet_conf *conf;
    uint8_t id[ECHONET_ID_MAX], id_len; /* property 83 */
    struct echonet_item node;           /* the node profile: it is read, but is no object of the device */
    struct echonet_item **items;
    size_t count, cap;
    bool complete, unsaved;
    bool maps_alone; /* they did not come together with other properties */

    /* Of this session. */
    bool online, listed;
    struct echonet_request asked; /* on the wire */
    struct echonet_request again; /* waits for its repeat, or for a late answer */
    uint16_t tid;
    struct echonet_sets sets;
    struct echonet_reading reading;
    uint32_t setting, searching; /* commands: actions */
    uint32_t select_eoj;         /* 0: none; what is read as soon as its selector is written */
    uint8_t select_epc;
    uint64_t show_ms; /* from then on not everything need be read to be shown */
    uint64_t list_ms; /* when D6 is due */
    size_t list_tries;
    unsigned round; /* lists that came one after the other make one: of more than 84 objects */
    uint64_t round_ms;
    uint32_t total;             /* D3; only asked for where one list may not hold all */
    uint64_t total_ms, more_ms; /* when D3, and a new announcement of all lists, are due */
    size_t more_tries;
    uint64_t heard_ms; /* any frame */
    uint64_t rtt_ms;   /* smoothed */
    uint8_t misses;    /* requests in a row that went without a sign of life */
    uint64_t probe_ms; /* stuck: when to probe; 0: it is not */
    uint8_t probes;    /* sent since then */
    bool deaf;         /* announcements do not arrive */
    uint64_t doubt_ms; /* a change was found that nobody announced; 0: none */
};

/* --- echonet_next.c: what to ask now ----------------------------------------------------------- */
void echonet_next_list(struct echonet_session *s, struct fl_io *io);
void echonet_next_ask(struct echonet_session *s, struct fl_io *io); /* the turn is free */
/* All objects were read or given up: the device is complete, and what is known is kept. */
void echonet_next_settle(struct echonet_session *s, struct fl_io *io);
bool echonet_next_hurry(const struct echonet_session *s, uint64_t now_ms); /* not only at the next slot */
void echonet_next_probe(struct echonet_session *s, struct fl_io *io);
uint16_t echonet_next_tid(struct echonet_session *s);
struct echonet_pace echonet_next_pace(const struct echonet_session *s);

/* --- echonet_action.c ---------------------------------------------------------------------------- */
void echonet_action_begin(struct echonet_session *s, struct fl_io *io, const struct fl_command *cmd);
void echonet_action_read(struct echonet_session *s, struct fl_io *io); /* the next properties of `get` */
void echonet_action_value(struct echonet_session *s, uint32_t eoj, uint8_t epc, struct fl_span edt);
void echonet_action_over(struct echonet_session *s, struct fl_io *io, const struct echonet_request *r,
                         enum fl_err result);
void echonet_action_listed(struct echonet_session *s, struct fl_io *io); /* what `search` waits for */
void echonet_action_drop(struct echonet_session *s);

/* --- the hooks -------------------------------------------------------------------------------------- */
enum fl_err echonet_init(void *session, const void *conf, struct fl_io *io, struct fl_span saved);
void echonet_finish(void *session);
void echonet_open(void *session, struct fl_io *io, size_t target);
size_t echonet_feed(void *session, struct fl_io *io, const uint8_t *data, size_t len);
void echonet_poll(void *session, struct fl_io *io);
void echonet_keepalive(void *session, struct fl_io *io);
size_t echonet_command(void *session, struct fl_io *io, const struct fl_command *const *cmds, size_t count);
void echonet_missed(void *session, struct fl_io *io, uint32_t group);
void echonet_tick(void *session, struct fl_io *io);

#endif
