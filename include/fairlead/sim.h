/* A simulated device: the mirror of a driver, as pure as one.
 *
 * fairlead-sim gives each hook an fl_sim_io and carries out what it asks. One session is one
 * connection of a stream device (or the one socket of a datagram device); the device behind it is
 * shared by its sessions. The hooks open, feed and closed are about one connection; in the others
 * (tick, control) what concerns a connection is done to all that the device has. Thread rule:
 * fairlead-sim has one thread. */
#ifndef FL_SIM_H
#define FL_SIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <fairlead/addr.h>
#include <fairlead/driver.h>
#include <fairlead/error.h>

struct fl_sim_io;

uint64_t fl_sim_now(const struct fl_sim_io *io);   /* monotonic ms */
int64_t fl_sim_utc_ms(const struct fl_sim_io *io); /* wall clock */
uint32_t fl_sim_random(struct fl_sim_io *io);      /* seeded by --seed */
/* Sends now, or after delay_ms but never before what was sent earlier; piece > 0: in pieces of so
 * many bytes, one segment each. What was delayed until the same time leaves as one segment. */
void fl_sim_send(struct fl_sim_io *io, const void *data, size_t len, int delay_ms, size_t piece);
/* FIN as soon as all that was sent has left, or RST at once. */
void fl_sim_close(struct fl_sim_io *io, bool reset);
/* Datagram devices: fl_sim_send answers the one in feed, from the port it came to. */

/* Datagram devices: the source of the one in feed, the own port it came to, and whether it came to the
 * group or by broadcast. Outside feed: none, 0, false. */
struct fl_addr fl_sim_from(const struct fl_sim_io *io);
uint16_t fl_sim_port(const struct fl_sim_io *io);
bool fl_sim_to_many(const struct fl_sim_io *io);
/* Sending to an address, to the group (to NULL), and from another port than the device's first one: one
 * that it has not is opened, and heard from then on. Delayed ones may overtake each other. */
void fl_sim_send_to(struct fl_sim_io *io, const struct fl_addr *to, const void *data, size_t len,
                    int delay_ms);
void fl_sim_send_from(struct fl_sim_io *io, uint16_t port, const struct fl_addr *to, const void *data,
                      size_t len, int delay_ms);           /* port 0: any free one, this once */
struct fl_addr fl_sim_address(const struct fl_sim_io *io); /* the device's own */
struct fl_addr fl_sim_group(const struct fl_sim_io *io);   /* the one it hears; family 0: none */
/* Leaves its address and goes to another one of this machine, same port. FL_E_SYSTEM: cannot. */
enum fl_err fl_sim_move(struct fl_sim_io *io, const char *address, struct fl_error *err);
/* Neither read nor written any more: half-open; what comes to a datagram device meanwhile is lost. */
void fl_sim_hold(struct fl_sim_io *io, bool on);
void fl_sim_listen(struct fl_sim_io *io, bool on);           /* off: connecting to the device is refused */
void fl_sim_wake_at(struct fl_sim_io *io, uint64_t when_ms); /* tick() then; one timer a device; 0: off */
/* One line on stdout: "<monotonic ms> <device> <text>", if the log is on. */
void fl_sim_log(struct fl_sim_io *io, const char *fmt, ...) FL_PRINTF(2, 3);
/* The same, with the time at which all that this connection was given to send has left. */
void fl_sim_log_sent(struct fl_sim_io *io, const char *fmt, ...) FL_PRINTF(2, 3);
void fl_sim_reply(struct fl_sim_io *io, const char *fmt, ...) FL_PRINTF(2, 3); /* control: behind "ok" */

struct fl_sim_port { /* of a datagram device, beside its first one */
    uint16_t port;
    bool broadcast; /* hears what is sent to all of its network and to 255.255.255.255, too */
};

struct fl_sim {
    const char *name, *summary;
    enum fl_medium medium;           /* FL_STREAM: connections; else one session for all sockets, and
                                      * accept and closed are not called */
    const char *group;               /* FL_GROUP: also heard; NULL: none */
    uint16_t port;                   /* of all devices (datagrams: each has an address of its own) */
    const struct fl_sim_port *ports; /* datagrams: further ones, ended by port 0; NULL: none */
    const char *options_help;        /* what --help prints about its own options, one per line */
    const char *more_help;           /* goes on where options_help ends; NULL: nothing */
    size_t device_size, session_size;

    /* One of its own options "name=value" (or "name"); FL_E_UNKNOWN: not one of its own. Called
     * before init for each device. The same call changes a running device (control input); tick()
     * follows then, so that what it changed takes effect. Datagram devices have net, net_in and
     * net_out from the runner: what the network does to their datagrams. */
    enum fl_err (*option)(void *device, const char *name, const char *value, struct fl_error *err);
    enum fl_err (*init)(void *device, struct fl_sim_io *io, size_t index); /* index: 0.. of --count */
    bool (*accept)(void *device, struct fl_sim_io *io);                    /* streams; false: refuse (RST) */
    void (*open)(void *device, void *session, struct fl_sim_io *io); /* datagrams: optional, after init */
    /* How much of a stream was used; a datagram is used up whatever it says. */
    size_t (*feed)(void *device, void *session, struct fl_sim_io *io, const uint8_t *data, size_t len);
    void (*closed)(void *device, void *session, struct fl_sim_io *io); /* optional */
    void (*tick)(void *device, struct fl_sim_io *io);                  /* optional */
    void (*finish)(void *device);                                      /* optional */
    /* Optional: makes a running device act or tell ("drop", "stats"). args: what follows the verb, ""
     * if nothing does. FL_E_UNKNOWN: not one of its verbs. */
    enum fl_err (*control)(void *device, struct fl_sim_io *io, const char *verb, const char *args,
                           struct fl_error *err);
};

extern const struct fl_sim *const fl_sims[]; /* NULL-ended */

#endif
