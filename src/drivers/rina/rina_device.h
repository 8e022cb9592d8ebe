/* What a member is to the rest of Fairlead: its settings, its entities and events, and what it
 * remembers of each bootstrap. Thread rule: the link's lock. */
#ifndef FL_DRIVERS_RINA_DEVICE_H
#define FL_DRIVERS_RINA_DEVICE_H

#include <fairlead/driver.h>

#include "rina_rib.h"

enum { RINA_NAME_MAX = 64, RINA_HOP_MAX = 80, RINA_BOOTSTRAP_ADDRESS = 1001, RINA_PORT = 7000 };

enum rina_codec_choice { RINA_CODEC_AUTO, RINA_CODEC_POSTCARD, RINA_CODEC_BINCODE };

struct rina_bootstrap_conf {
    const char *host;
    int port, address;
};

struct rina_conf {
    const char *host; /* may be missing if there are bootstraps */
    int port, address, local_port;
    const char *ipcp_name, *dif_name; /* dif_name NULL: any */
    int codec;                        /* enum rina_codec_choice */
    struct fl_list bootstraps;
    int max_retries;
    bool probe;
    int sync_interval; /* ms; 0: never */
};

/* The index-th of host and bootstraps. False: there are no more. */
bool rina_conf_bootstrap(const struct rina_conf *conf, size_t index, struct rina_bootstrap_conf *out);

enum rina_membership { RINA_NOT_ENROLLED, RINA_ENROLLING, RINA_ENROLLED, RINA_LOST, RINA_REJECTED };

enum rina_error {
    RINA_E_NONE,
    RINA_E_TIMEOUT,
    RINA_E_REJECTED,
    RINA_E_POOL_EXHAUSTED,
    RINA_E_MALFORMED,
    RINA_E_UNREACHABLE,
    RINA_E_NO_BOOTSTRAP,
    RINA_E_DIF_MISMATCH,
    RINA_E_CONNECTION_LOST
};

enum rina_entity {
    RINA_MEMBERSHIP,
    RINA_ADDRESS,
    RINA_DIF,
    RINA_BOOTSTRAP,
    RINA_CODEC,
    RINA_NEIGHBOURS,
    RINA_NEIGHBOUR_LIST,
    RINA_RIB_SIZE,
    RINA_RIB_VERSION,
    RINA_RE_ENROLLMENTS,
    RINA_ATTEMPTS,
    RINA_LAST_ERROR,
    RINA_ERROR_TEXT,
    RINA_CONFLICT,
    RINA_ENTITIES
};

/* A bootstrap, and what is remembered of it: what it gave us is good there only. */
struct rina_peer {
    struct rina_bootstrap_conf conf;
    uint64_t own;           /* the address it gave us; 0: none */
    unsigned works;         /* enum rina_codec_choice; AUTO: not known */
    char hop[RINA_HOP_MAX]; /* where it sends what is for us; "": not known */
    struct fl_addr at;      /* family 0: not known */
    bool asked_ever;        /* sent_ms says something */
    uint64_t sent_ms;       /* the last request */
    bool malformed;         /* it answers, but nothing that could be read */
    unsigned attempts;      /* since an enrolment last worked */
};

struct rina_device {
    const struct rina_conf *conf;
    struct rina_peer peers[FL_TARGETS_MAX];
    size_t peer_count;
    int entities[RINA_ENTITIES];
    uint64_t neighbours; /* how many there were last time */
    bool counted;        /* that was with this bootstrap */
    int64_t re_enrollments, attempts;
};

extern const char *const rina_events[];

/* False: an entity could not be declared. */
bool rina_device_init(struct rina_device *d, const struct rina_conf *conf, struct fl_io *io,
                      struct fl_span saved);
/* Remembers the bootstraps over a restart. */
void rina_device_save(const struct rina_device *d, struct fl_io *io);

void rina_show_text(const struct rina_device *d, struct fl_io *io, enum rina_entity entity,
                    struct fl_span text);
void rina_show_number(const struct rina_device *d, struct fl_io *io, enum rina_entity entity, uint64_t n);
void rina_show_choice(const struct rina_device *d, struct fl_io *io, enum rina_entity entity,
                      unsigned choice);
void rina_show_error(const struct rina_device *d, struct fl_io *io, enum rina_error error, const char *text);
/* Size and version of the copy, and the members in it but ourselves; an event if they have changed. */
void rina_show_rib(struct rina_device *d, struct fl_io *io, const struct rina_rib *rib, uint64_t own);

const char *rina_error_name(enum rina_error error);
enum rina_membership rina_shown_membership(const struct rina_device *d, const struct fl_io *io);
bool rina_conflict_shown(const struct rina_device *d, const struct fl_io *io);

/* An event with what every event tells: address, DIF, bootstrap; and why, if there is a reason. */
void rina_tell(const struct rina_device *d, struct fl_io *io, const char *type, const struct rina_peer *peer,
               const char *reason);

/* Where an object says that its member is reached; false: it says nothing of the kind. */
bool rina_next_hop(const struct rina_object *object, char hop[static RINA_HOP_MAX]);

#endif
