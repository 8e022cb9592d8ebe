/* The other side: a bootstrap as ARI's behaves, a datagram in, an answer out. Pure; for the simulator
 * and for tests. What it does not answer, ARI's does not either. */
#ifndef FL_DRIVERS_RINA_BOOTSTRAP_H
#define FL_DRIVERS_RINA_BOOTSTRAP_H

#include <fairlead/addr.h>

#include "rina_rib.h"

enum { RINA_BOOTSTRAP_PEERS = 256, RINA_BOOTSTRAP_LOG = 1000, RINA_BOOTSTRAP_NAME = 64 };

struct rina_logged { /* a change, encoded */
    uint64_t version;
    uint8_t *bytes;
    size_t len;
};

struct rina_bootstrap {
    /* settings */
    enum rina_codec codec;
    uint64_t address, pool_first, pool_count;
    char dif[RINA_BOOTSTRAP_NAME];
    bool complete_sync;                /* a sync response with all its tags */
    size_t log_max;                    /* changes that are kept */
    char refusal[RINA_BOOTSTRAP_NAME]; /* refuse everybody with these words; "": nobody */
    bool mute_routes, mute_sync;       /* such questions are not answered */
    bool no_snapshot, bad_snapshot;    /* of an enrolment's answer */
    bool wrong_invoke;                 /* answers carry another id */

    /* state */
    struct rina_rib rib;
    uint64_t allocated; /* of the pool */
    struct rina_logged log[RINA_BOOTSTRAP_LOG];
    size_t log_count;
    uint64_t oldest; /* changes up to this version are no longer in the log */
    struct {
        uint64_t address;
        struct fl_addr at;
    } peers[RINA_BOOTSTRAP_PEERS];
    size_t peer_count;

    /* what it saw */
    size_t enrollments, addresses, reads, syncs, snapshots, ignored;
};

/* Settings are made; fills the RIB. */
void rina_bootstrap_start(struct rina_bootstrap *b, uint64_t unix_s);
/* As after its process was started anew: pool, peers, log, and the RIB unless that is kept. */
void rina_bootstrap_restart(struct rina_bootstrap *b, uint64_t unix_s, bool keep_rib);
void rina_bootstrap_finish(struct rina_bootstrap *b);

/* Changes the RIB as the bootstrap itself would. */
void rina_bootstrap_set(struct rina_bootstrap *b, const char *name, const char *class,
                        const struct rina_value *value, uint64_t unix_s);
void rina_bootstrap_remove(struct rina_bootstrap *b, const char *name, uint64_t unix_s);
/* A member's route; what an enrolment with this address from there leaves behind. */
void rina_bootstrap_route(struct rina_bootstrap *b, uint64_t address, const struct fl_addr *at,
                          uint64_t unix_s);

/* True: the answer is in *out, for *to; what would be too long to be sent is not. */
bool rina_bootstrap_hear(struct rina_bootstrap *b, const struct fl_addr *from, struct fl_span datagram,
                         uint64_t unix_s, struct fl_writer *out, struct fl_addr *to);

#endif
