/* Runs simulated devices (struct fl_sim) over real sockets: one epoll loop, no threads.
 *
 * Devices are numbered in the order they were added; that number is what the log and the control
 * lines use. Thread rule: all of it on one thread. */
#ifndef FL_TOOLS_SIM_RUN_H
#define FL_TOOLS_SIM_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <fairlead/error.h>
#include <fairlead/sim.h>

struct sim_run;

struct sim_setup {
    const char *listen; /* numeric address; NULL: 127.0.0.1, and 127.0.0.2 for datagram devices */
    const char *group;  /* NULL: the family's own */
    uint64_t seed;
    FILE *log;    /* NULL: off; borrowed, flushed once a turn of the loop */
    bool control; /* lines on standard input drive the devices; its end ends the run */
};

struct sim_option { /* "name=value", split; value NULL: "name" */
    const char *name, *value;
};

/* Blocks SIGINT and SIGTERM, ignores SIGPIPE and raises the limit of open files. NULL: *err. */
struct sim_run *sim_run_create(const struct sim_setup *setup, struct fl_error *err);
/* One device more, listening on port (0: any free one). Datagram devices have an address each, from
 * setup.listen on by their index, and share the port, also if it is any free one. FL_E_UNKNOWN, FL_E_CONFIG, FL_E_RANGE: an
 * option is wrong; FL_E_SYSTEM: it cannot listen. */
enum fl_err sim_run_add(struct sim_run *run, const struct fl_sim *sim, size_t index, uint16_t port,
                        const struct sim_option *options, size_t count, struct fl_error *err);
/* "ready DRIVER@ADDRESS:PORT ...", in the order of the numbers, and flushes. */
void sim_run_announce(const struct sim_run *run, FILE *out);
/* Until a signal comes or the control input ends; returns the signal's number, or 0. */
int sim_run_loop(struct sim_run *run);
void sim_run_destroy(struct sim_run *run); /* NULL is fine */

#endif
