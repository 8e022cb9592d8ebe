/* A simulated radiod as a whole. Shared by radiod_sim.c, which serves its clients, and
 * radiod_sim_control.c, which obeys control lines. */
#ifndef FL_DRIVERS_RADIOD_SIM_SERVER_H
#define FL_DRIVERS_RADIOD_SIM_SERVER_H

#include <fairlead/sim.h>

#include "radiod_sim_channel.h"
#include "radiod_sim_options.h"

enum { RADIOD_SIM_SLOTS = 2000, RADIOD_SIM_PACKET_MAX = 65507 };

struct radiod_sim_stats {
    unsigned executed, polls, sweeps, starved, lost, created, ghosts, expired, ignored, overlooked;
    unsigned statuses, unasked, in_flight;
};

struct radiod_sim_server {
    bool ready; /* the defaults are in force */
    bool dead;  /* no process; back_ms: when there is one again, 0: never */
    uint64_t back_ms, next_block_ms;
    uint64_t rival_ms; /* the next sweep of another client; 0: none */
    int rival_every_ms;
    uint16_t source_port; /* what it sends comes from an ephemeral one */
    struct radiod_sim_conf conf;
    struct radiod_sim_front front;
    struct radiod_sim_channel channels[RADIOD_SIM_SLOTS]; /* slots; a free one has SSRC 0 */
    size_t used;                                          /* slots up to the last one taken */
    uint64_t swept_until; /* the block in which the last answer to a sweep is due */
    struct radiod_sim_stats stats;
    uint8_t packet[RADIOD_SIM_PACKET_MAX];
};

struct radiod_sim_channel *radiod_sim_find(struct radiod_sim_server *d, uint32_t ssrc); /* NULL: none */
void radiod_sim_free(struct radiod_sim_channel *c);                                     /* the slot */
/* A status to the status group, and unless it is a spectrum a copy to the group of the data. */
void radiod_sim_answer(struct radiod_sim_server *d, struct fl_sim_io *io, struct radiod_sim_channel *c);
void radiod_sim_overload(struct radiod_sim_server *d, struct fl_sim_io *io, unsigned samples);
void radiod_sim_die(struct radiod_sim_server *d, struct fl_sim_io *io, uint64_t back_ms);
void radiod_sim_wake(const struct radiod_sim_server *d, struct fl_sim_io *io);

enum fl_err radiod_sim_control(void *device, struct fl_sim_io *io, const char *verb, const char *args,
                               struct fl_error *err);

extern const struct fl_sim radiod_sim;

#endif
