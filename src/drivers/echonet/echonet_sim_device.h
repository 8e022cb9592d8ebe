/* A simulated node as a whole: its objects, how it is to behave, and what it has under way. Shared by
 * echonet_sim.c, which answers requests, and echonet_sim_control.c, which obeys control lines. */
#ifndef FL_DRIVERS_ECHONET_SIM_DEVICE_H
#define FL_DRIVERS_ECHONET_SIM_DEVICE_H

#include <fairlead/sim.h>

#include "echonet_faults.h"
#include "echonet_store.h"

enum { ECHONET_LATE_MAX = 32, ECHONET_INFC_MAX = 8, ECHONET_ANSWERS_MAX = 16 };

struct echonet_late_set {
    uint64_t due_ms;
    uint32_t eoj;
    uint8_t epc, len;
    uint8_t edt[ECHONET_KEPT_MAX];
};

struct echonet_infc { /* waits for its answer */
    uint64_t again_ms;
    uint16_t tid;
    uint8_t tries;
    uint16_t len;
    struct fl_addr to;
    uint8_t frame[ECHONET_FRAME_MAX];
};

struct echonet_under_way { /* a request whose answer has not left */
    uint64_t until_ms;
    uint16_t tid;
    struct fl_addr from;
};

struct echonet_stats {
    unsigned received[256]; /* by service */
    unsigned bad, unknown, refused, overlooked, lost, answers, announced, overlapping, repeated, in_flight;
};

struct echonet_sim_device {
    bool ready, running; /* the defaults are in force; init() was called */
    struct fl_addr home; /* its first address, which tells nodes apart */
    struct echonet_sim_conf conf;
    struct echonet_store store;
    struct echonet_stats stats;
    uint16_t tid; /* of the last announcement */
    struct fl_addr asker;
    uint64_t lived_ms;
    struct echonet_late_set late[ECHONET_LATE_MAX];
    size_t late_count;
    struct echonet_infc infc[ECHONET_INFC_MAX];
    size_t infc_count;
    struct echonet_under_way under_way[ECHONET_ANSWERS_MAX];
};

/* Properties of an object to the group, or (INFC) to who asked last. */
void echonet_sim_announce(struct echonet_sim_device *d, struct fl_sim_io *io, const struct echonet_thing *t,
                          const uint8_t *epcs, size_t count, int delay_ms);
/* D5; several, if one cannot hold all. */
void echonet_sim_announce_instances(struct echonet_sim_device *d, struct fl_sim_io *io);
/* A property gets another value, with what follows from that. */
void echonet_sim_put(struct echonet_sim_device *d, uint32_t eoj, uint8_t epc, const uint8_t *edt, size_t len);
void echonet_sim_tick(void *device, struct fl_sim_io *io); /* does what is due */

enum fl_err echonet_sim_control(void *device, struct fl_sim_io *io, const char *verb, const char *args,
                                struct fl_error *err);

#endif
