/* Shared UDP sockets: one per bound address and port, never one per device, with the memberships
 * that keep multicast coming.
 *
 * One thread ("hub") receives for all sockets and hands each datagram to the members whose endpoint
 * matches: the member's host, if it names one, is the source (never the source port); its group, if
 * the datagram came to a group, is the destination; its interface, if it names one, is where it
 * came in (or loopback). Each member has an inbox bounded in bytes, so one that floods fills only
 * its own. The stations of a socket hear everything. Datagrams that we sent ourselves, and truncated
 * ones, are dropped.
 *
 * The same thread watches the interfaces (netmon.h), joins what appears, and leaves and joins again
 * every refresh_ms: a second join alone makes the kernel report nothing. A failed join is tried again
 * after 1, 2, 5, 10 and 30 s.
 *
 * How an endpoint finds its socket:
 *   group set (echonet)     any:port without address sharing, so that a second program is noticed;
 *                           if `interface` is an address: address:port, and group:port to hear
 *   group NULL (radiod)     the target is the group: group:port, shared; sends from a socket of its own
 * Thread rule: any thread, except where it says otherwise. */
#ifndef FL_NET_HUB_H
#define FL_NET_HUB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "net/conn.h"

struct fl_hub;

struct fl_hub_conf {
    bool keep_alive; /* refresh memberships */
    bool monitor;    /* follow the interfaces */
    int refresh_ms;  /* 0: never */
};

/* Called on the hub's thread with no lock held. */
struct fl_hub_events {
    /* Interfaces or addresses changed, or came up: a good time to try again what failed. */
    void (*network)(void *ctx);
};

struct fl_hub *fl_hub_create(const struct fl_hub_conf *conf, const struct fl_hub_events *events, void *ctx,
                             struct fl_error *err);
/* Starts the thread; until then nothing is received. */
enum fl_err fl_hub_start(struct fl_hub *h, struct fl_error *err);
void fl_hub_configure(struct fl_hub *h, const struct fl_hub_conf *conf); /* at a reload */
void fl_hub_settings(struct fl_hub *h, struct fl_hub_conf *out);
void fl_hub_refresh(struct fl_hub *h); /* leave and join everything now; stations search again */
/* Leaves all groups and joins the thread; after the last member and station. NULL is fine. */
void fl_hub_destroy(struct fl_hub *h);

/* --- members: a link's connection ----------------------------------------------------------- */
/* `to` is the device (its port is where send(NULL) goes), or the group for ep->group NULL. The socket
 * is made, and the group joined, if that has not been done. FL_E_SYSTEM with words: the port is
 * somebody else's ("another program owns UDP 3610 ..."), or no interface will do. The conn's recv
 * waits on `stop`. */
enum fl_err fl_hub_open(struct fl_hub *h, struct fl_conn **out, const struct fl_endpoint *ep,
                        const struct fl_addr *to, struct fl_wake *stop, struct fl_error *err);

/* --- stations: a probe's place on a socket ---------------------------------------------------- */
struct fl_hub_station;

struct fl_hub_station_ops { /* all on the hub's thread, no lock held */
    /* The socket is there and the group joined: at the start, after a refresh, after a change of
     * interfaces or addresses. */
    void (*joined)(void *ctx);
    /* claimed: at least one member got it as well. from->if_index says where it came in. */
    void (*datagram)(void *ctx, const struct fl_addr *from, bool to_group, bool claimed, const uint8_t *data,
                     size_t len);
    /* The time given to fl_hub_station_wake_at() came. */
    void (*tick)(void *ctx);
    /* The socket cannot be had (words for people), once per trouble; the hub keeps trying. */
    void (*trouble)(void *ctx, const char *why);
};

/* Never fails for what the network lacks: that is trouble(), and tried again. NULL: no memory, or
 * ep->group is no IPv4 multicast address. ep is
 * copied; its targets are not used. */
struct fl_hub_station *fl_hub_station_open(struct fl_hub *h, const struct fl_endpoint *ep, uint16_t port,
                                           const struct fl_hub_station_ops *ops, void *ctx);
/* From ops, or before the hub starts. to NULL: to the group, on every interface joined. */
void fl_hub_station_send(struct fl_hub_station *s, const struct fl_addr *to, const void *data, size_t len);
void fl_hub_station_wake_at(struct fl_hub_station *s, uint64_t when_ms); /* from ops; FL_NEVER: not at all */
/* Has the hub's thread call joined() soon: somebody asks for a search. Any thread. */
void fl_hub_station_search(struct fl_hub_station *s);
/* After return no op runs or will run. Not from ops. */
void fl_hub_station_close(struct fl_hub_station *s);

/* --- what people want to know ---------------------------------------------------------------- */
struct fl_hub_group {     /* a membership, or one that is wanted and cannot be had */
    struct fl_addr group; /* with the port */
    char interface[16];
    char trouble[120];                /* "": joined */
    uint64_t joined_ms, refreshed_ms; /* monotonic; 0: never */
    uint64_t heard_ms;                /* last datagram to the group; 0: never */
    uint64_t unicast_ms;              /* last other datagram that came in there; 0: never */
    uint64_t datagrams;               /* to the group */
    int igmp_version;                 /* in use there, as the kernel says; 0: unknown */
    bool querier;                     /* one was heard, as far as the kernel tells */
};

/* Copies at most cap of them; returns how many there are. */
size_t fl_hub_groups(struct fl_hub *h, struct fl_hub_group *out, size_t cap);

struct fl_hub_stats {
    uint64_t received, unclaimed, own, truncated, inbox_full, unsent;
};
void fl_hub_stats(struct fl_hub *h, struct fl_hub_stats *out);

#endif
