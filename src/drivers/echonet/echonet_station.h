/* The gateway's own node: node profile and controller object, as other controllers see them.
 *
 * Answers Get, INF_REQ, SetI, SetC and SetGet for our objects (0EF000 is the node profile as well:
 * some controllers ask that) and INFC to any of them. Pure; part of the probe's session. */
#ifndef FL_ECHONET_STATION_H
#define FL_ECHONET_STATION_H

#include <fairlead/io.h>
#include <fairlead/probe.h>

#include "echonet_frame.h"

struct echonet_station {
    uint8_t id[FL_STATION_ID];
    uint8_t location;      /* 81 of the controller object: settable by rule */
    uint8_t individual[2]; /* BF of the node profile: likewise */
};

void echonet_station_init(struct echonet_station *s, const uint8_t id[FL_STATION_ID]);

/* Announces our instance list (INF of D5) to the group. */
void echonet_station_announce(const struct echonet_station *s, struct fl_io *io, uint16_t tid);

/* Answers the frame if it asks one of our objects; to port 3610 of whom it came from. */
void echonet_station_answer(struct echonet_station *s, struct fl_io *io, const struct echonet_frame *f);

#endif
