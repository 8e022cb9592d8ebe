/* The panel as others see it: configuration, entities, commands on their way to a verdict, covers,
 * and what survives a restart. The exchange with the panel is ipcom_session's. */
#ifndef FL_DRIVERS_IPCOM_DEVICE_H
#define FL_DRIVERS_IPCOM_DEVICE_H

#include <fairlead/driver.h>

#include "ipcom_cover.h"
#include "ipcom_shadow.h"

enum ipcom_kind { IPCOM_KIND_SWITCH, IPCOM_KIND_LIGHT, IPCOM_KIND_DIMMER };

struct ipcom_relay {
    int module, output; /* from 1 */
};

struct ipcom_output_conf {
    const char *key, *name; /* name NULL: made from the key */
    int module, output;     /* from 1 */
    int kind;               /* enum ipcom_kind */
};

struct ipcom_cover_conf {
    const char *key, *name;
    struct ipcom_relay up, down;
    int travel_up, travel_down, reverse_pause; /* ms */
};

struct ipcom_conf {
    const char *host, *fallback_host, *username, *password;
    int port;
    int bus;                /* 1 or 2 */
    int bus_type;           /* enum ipcom_bus_type */
    struct fl_list outputs; /* struct ipcom_output_conf */
    struct fl_list covers;  /* struct ipcom_cover_conf */
    bool expose_unlisted;
};

enum {
    IPCOM_KEY_TEXT = 24, /* "module_16_output_8" */
    IPCOM_TAG_COVER = 16 /* an entity's tag: an output from 1, or this plus a cover's index */
};

/* The key of an output that no row of the configuration names. From 1. */
void ipcom_unlisted_key(char key[static IPCOM_KEY_TEXT], int module, int output);

struct ipcom_slot { /* what an output is to others */
    bool listed;    /* by a row of its own, or as a relay of a cover */
    int entity;     /* -1: none */
    enum ipcom_kind kind;
    uint8_t level; /* dimmer: the last one that was not 0; 0: never seen on */
};

struct ipcom_cover_slot {
    struct ipcom_cover cover;
    struct ipcom_relay up, down;
    const char *key; /* the configuration's */
    int entity;
    bool alarmed; /* that both relays are on was reported */
};

struct ipcom_pending { /* a command without a verdict */
    uint32_t id;
    int entity;
};

struct ipcom_device {
    struct ipcom_shadow shadow;
    struct ipcom_slot *slots[IPCOM_MODULES]; /* IPCOM_OUTPUTS each; NULL: a module not in use */
    struct ipcom_cover_slot *covers;
    size_t cover_count;
    struct ipcom_pending *pending;
    size_t pending_count, pending_cap;
    size_t next_module; /* where the search for something to write begins */
    uint64_t look_ms;   /* when a snapshot is wanted at the latest; UINT64_MAX: at the next poll */
    char *saved;        /* the text last saved */
    size_t saved_cap;
    bool unsaved;
    uint64_t save_ms; /* not before */
};

/* d is zeroed. May fail (FL_E_NOMEM); ipcom_device_finish() is due then too. */
enum fl_err ipcom_device_init(struct ipcom_device *d, const struct ipcom_conf *conf, struct fl_io *io,
                              struct fl_span saved);
void ipcom_device_finish(struct ipcom_device *d);
void ipcom_device_open(struct ipcom_device *d); /* a new session */
/* Takes note of a command; order: of the last request made. False: no room, later. */
bool ipcom_device_command(struct ipcom_device *d, struct fl_io *io, const struct fl_command *cmd,
                          uint32_t order);
/* False: the snapshot is implausible and was ignored. */
bool ipcom_device_snapshot(struct ipcom_device *d, struct fl_io *io, const struct ipcom_snapshot *snapshot,
                           uint32_t order);
/* The next module that is to be written, from 0, and its values; false: none. */
bool ipcom_device_write(struct ipcom_device *d, struct fl_io *io, size_t *module,
                        uint8_t values[IPCOM_OUTPUTS]);
void ipcom_device_wrote(struct ipcom_device *d, size_t module, const uint8_t values[IPCOM_OUTPUTS],
                        uint32_t order, uint64_t now_ms);
/* Everything that moves is to stop: the gateway goes. True: a cover's relay is on. */
bool ipcom_device_stop(struct ipcom_device *d, uint32_t order);
/* The relays were switched off and nobody will look again: covers stand where they are now. */
void ipcom_device_halted(struct ipcom_device *d, struct fl_io *io);
void ipcom_device_save(struct ipcom_device *d, struct fl_io *io); /* what is new, now */

#endif
