/* The channels of a server as we know them, by SSRC; and what is under way with one of them. */
#ifndef FL_RADIOD_CHANNEL_H
#define FL_RADIOD_CHANNEL_H

#include <fairlead/entity.h>

#include "radiod_conf.h"
#include "radiod_item.h"
#include "radiod_request.h"

enum { RADIOD_CHANNELS_MAX = 2000 }; /* a server has no more */

struct radiod_channel {
    uint32_t ssrc;
    const struct radiod_channel_conf *conf; /* NULL: not listed */
    bool seen;        /* on the server, as far as we know: may be asked without creating it */
    bool own;         /* we created it, or are to: asking may prolong its life */
    bool removed;     /* by a user's command: not to be created again */
    bool renew;       /* to be created although it may be there: as a ghost, after a restart */
    bool finite;      /* has a lifetime */
    bool silent;      /* it left polls unanswered, or the server has restarted; until it is heard */
    bool signal;      /* there is one above the noise */
    bool told;        /* its absence has been published */
    uint32_t sweep;   /* number of the last sweep in which it was heard */
    unsigned missing; /* whole sweeps in a row without it */
    unsigned missed;  /* polls in a row */
    uint64_t heard_ms, asked_ms;
    uint64_t lifetime_ms; /* as of the last answer to us; 0: for ever */
    uint64_t gps_ns, data_packets;
    double frequency; /* 0: not known */
    bool edges_known;
    double low_edge, high_edge;
    int part;                      /* 0: not declared */
    int entity[RADIOD_ITEM_COUNT]; /* -1: not declared */
    struct radiod_lane lane;
    struct radiod_request *request; /* a command under way, or waiting to be sent again; NULL: none */
    uint8_t *packet;                /* its last status, while it is not declared; NULL: none */
    size_t packet_len;
};

struct radiod_channels { /* sorted by SSRC */
    struct radiod_channel **at;
    size_t count, cap;
};

struct radiod_channel *radiod_channels_find(const struct radiod_channels *c, uint32_t ssrc);
/* The one that is there, or a new one. NULL: too many, or no memory. */
struct radiod_channel *radiod_channels_add(struct radiod_channels *c, uint32_t ssrc);
void radiod_channels_remove(struct radiod_channels *c, size_t index);
void radiod_channels_finish(struct radiod_channels *c);

/* The key of its part, and the beginning of its entities' keys: the configured one, or "c<ssrc>". */
const char *radiod_channel_key(const struct radiod_channel *c, char buf[static FL_KEY_MAX]);
/* Of a listed channel that is to be created, if none is configured. */
uint32_t radiod_channel_ssrc(const struct radiod_channel_conf *conf);

#endif
