/* What is behind the simulated panel: 16 x 8 outputs, who changed them, and shutters that move.
 *
 * The truth that scenario tests compare the gateway with. No protocol in here. Plain data;
 * modules and outputs are numbered from 1, as on paper. */
#ifndef FL_DRIVERS_IPCOM_PANEL_H
#define FL_DRIVERS_IPCOM_PANEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <fairlead/sim.h>

#include "ipcom_codec.h"

enum { IPCOM_SHUTTERS_MAX = IPCOM_MODULES * IPCOM_OUTPUTS / 2 };

struct ipcom_output {
    unsigned module, output;
};

struct ipcom_change {
    struct ipcom_output at;
    uint8_t value;
};

struct ipcom_shutter {
    struct ipcom_output up, down; /* its relays */
    int travel_up_ms, travel_down_ms;
    double position;      /* percent open at since_ms */
    uint64_t since_ms;    /* when the relays last changed */
    int moving;           /* 1 up, -1 down, 0: not, or both relays are on */
    int last_moving;      /* the last direction that was not 0 */
    uint64_t released_ms; /* when that ended */
    bool both_on;
};

/* An output's last change from outside (a wall switch), until a write changes it again. */
struct ipcom_external {
    uint64_t change; /* its number, from 1; 0: none */
    uint8_t before;
};

struct ipcom_panel {
    struct ipcom_snapshot outputs;
    struct ipcom_external external[IPCOM_MODULES][IPCOM_OUTPUTS];
    uint64_t changes; /* from outside, so far: a snapshot shows all up to this number */
    struct ipcom_shutter shutter[IPCOM_SHUTTERS_MAX];
    size_t shutter_count;
    int reverse_min_ms; /* between opposite directions; less is reported */
    unsigned reverted;  /* external changes undone by writers that had not seen them */
    unsigned undone;    /* the same by writers that had */
    unsigned both_on;   /* times that both relays of a shutter were on */
    unsigned fast_reversals;
};

/* A change from outside: at once. */
void ipcom_panel_change(struct ipcom_panel *p, struct fl_sim_io *io, const struct ipcom_change *change);
/* A client's write to all outputs of a module; seen: the number of the last external change that
 * was shown to this client. */
void ipcom_panel_write(struct ipcom_panel *p, struct fl_sim_io *io, unsigned module,
                       const uint8_t value[static IPCOM_OUTPUTS], uint64_t seen);
/* Percent open, now. */
double ipcom_panel_position(const struct ipcom_panel *p, size_t shutter, uint64_t now_ms);

#endif
