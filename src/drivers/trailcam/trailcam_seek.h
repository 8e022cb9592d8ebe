/* Finding the camera: direct punches and the LAN search, one stage after the other. Pure. */
#ifndef FL_DRIVERS_TRAILCAM_SEEK_H
#define FL_DRIVERS_TRAILCAM_SEEK_H

#include <fairlead/addr.h>

#include "trailcam_codec.h"
#include "trailcam_conf.h"

struct trailcam_seek {
    const struct trailcam_conf *conf;
    struct fl_addr host;
    uint64_t patience_ms; /* for all stages together */
    size_t stage;
    uint64_t stage_ms, send_ms; /* when it ends; when it sends again; UINT64_MAX: no more */
    unsigned sent;
};

enum { TRAILCAM_SEEK_DATAGRAMS = 3 };

struct trailcam_call { /* datagrams that are due: one packet to up to three addresses */
    enum trailcam_type type;
    struct fl_addr to[TRAILCAM_SEEK_DATAGRAMS];
    size_t count;
};

void trailcam_seek_begin(struct trailcam_seek *s, const struct trailcam_conf *conf,
                         const struct fl_addr *host, uint64_t patience_ms, uint64_t now_ms);
/* What is due; false: all stages are over. */
bool trailcam_seek_call(struct trailcam_seek *s, uint64_t now_ms, struct trailcam_call *out);
uint64_t trailcam_seek_when(const struct trailcam_seek *s);
/* The port that is punched first. */
uint16_t trailcam_first_port(const struct trailcam_conf *conf);

#endif
