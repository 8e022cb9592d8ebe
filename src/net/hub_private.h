/* What the files of the hub share. The hub's lock guards everything that no comment says otherwise
 * of; only the hub's thread closes sockets, so it may use one without the lock. */
#ifndef FL_NET_HUB_PRIVATE_H
#define FL_NET_HUB_PRIVATE_H

#include <poll.h>
#include <uthash.h>

#include "base/clock.h"
#include "base/lock.h"
#include "base/thread.h"
#include "net/addr.h"
#include "net/hub.h"
#include "net/netmon.h"

enum { FL_HUB_DATAGRAM_MAX = 65536 };

struct hub_socket {
    struct hub_socket *next;
    int fd;
    struct fl_addr at; /* bound to; its port is the one we send from */
    size_t users;      /* uses by places */
};

/* What endpoints of one group, port and interface share: where they send and hear. */
struct hub_place {
    struct hub_place *next;
    struct fl_addr group; /* with the port */
    bool shared;          /* the port is other programs' as well: hears only what goes to the group */
    char interface[64];
    uint8_t ttl;
    struct hub_socket *out, *hear; /* often the same; NULL: not there (yet) */
    bool ready;                    /* sockets are there, and an interface */
    unsigned if_index;             /* the one that `interface` names; 0: every real one */
    struct fl_addr source;         /* if `interface` is an address or CIDR: what to send from */
    size_t users;                  /* members and stations */
    uint64_t unused_ms;            /* since when it has none */
    bool gives_way;                /* not kept: its sockets are in the way of another's */
    char trouble[sizeof(((struct fl_error *)0)->text)];
    unsigned troubles; /* counts them, so that each is told once */
    size_t tries;      /* that failed */
    uint64_t retry_ms;
};

struct hub_membership {
    struct hub_membership *next;
    struct hub_socket *socket;
    struct fl_addr group;
    char name[16]; /* the interface's: one that comes back under it has the same history */
    unsigned if_index;
    bool real;   /* neither loopback nor virtual */
    bool wanted; /* by some place; used while planning */
    bool joined;
    char trouble[120];
    size_t tries; /* that failed */
    uint64_t retry_ms, joined_ms, refreshed_ms, heard_ms, unicast_ms, datagrams;
    int64_t heard_utc_ms;
    bool silence_told;
};

struct hub_member;

struct hub_bucket { /* the members under one host, or under one group */
    struct fl_addr key;
    struct hub_member *first;
    UT_hash_handle hh;
};

struct fl_hub_station {
    struct fl_hub_station *next;
    struct fl_hub *hub;
    struct hub_place *place;
    const struct fl_hub_station_ops *ops;
    void *ctx;
    bool closing;
    bool joined_due;
    unsigned troubles; /* of the place, when it was last told */
    uint64_t wake_ms;
};

struct hub_datagram {
    struct hub_socket *socket;
    struct fl_addr from; /* if_index: where it came in */
    struct fl_addr to;   /* port: ours */
    bool to_group;
    const uint8_t *data;
    size_t len;
};

struct fl_hub {
    struct fl_lock lock;
    struct fl_hub_conf conf;
    const struct fl_hub_events *events; /* immutable */
    void *ctx;                          /* immutable */
    struct fl_thread thread;
    struct fl_wake wake;
    bool stopping, refresh_asked;
    uint64_t refresh_ms; /* when the next refresh is due */
    struct fl_netif *netifs;
    size_t netif_count;
    struct hub_socket *sockets;
    struct hub_place *places;
    struct hub_membership *memberships;
    struct hub_bucket *buckets; /* uthash */
    struct fl_hub_station *stations;
    struct fl_hub_station *busy; /* its op runs, without the lock */
    struct fl_cond idle;         /* busy is NULL again */
    struct fl_hub_stats stats;

    /* The thread's own. */
    struct fl_netmon *netmon;
    struct pollfd *polls;
    struct hub_socket **polled;
    size_t poll_cap;
    uint8_t data[FL_HUB_DATAGRAM_MAX];
};

/* hub.c */
uint64_t fl_hub_pause(size_t tries);   /* after so many failures: 1, 2, 5, 10, 30 s */
void fl_hub_changed(struct fl_hub *h); /* the thread looks at everything again */

/* hub_socket.c */
struct hub_socket *fl_hub_socket_take_locked(struct fl_hub *h, const struct fl_addr *at,
                                             struct fl_error *err);
struct hub_socket *fl_hub_socket_sender_locked(struct fl_hub *h, uint8_t ttl, struct fl_error *err);
void fl_hub_socket_drop_locked(struct fl_hub *h, struct hub_socket *s); /* closes it with its last user */
/* FL_AGAIN: none is there. FL_E_RANGE: one was too long. */
enum fl_err fl_hub_socket_receive(struct hub_socket *s, uint8_t *buf, size_t cap, struct hub_datagram *out);
/* if_index 0, source of family 0: the kernel's choice. False: it did not leave. */
bool fl_hub_socket_send(struct hub_socket *s, const struct fl_addr *to, unsigned if_index,
                        const struct fl_addr *source, const void *data, size_t len);
bool fl_hub_socket_join(struct hub_socket *s, const struct fl_addr *group, unsigned if_index);
bool fl_hub_socket_leave(struct hub_socket *s, const struct fl_addr *group, unsigned if_index);

/* hub_place.c */
struct hub_place *fl_hub_place_use_locked(struct fl_hub *h, const struct fl_endpoint *ep,
                                          const struct fl_addr *group, struct fl_error *err);
void fl_hub_place_unuse_locked(struct fl_hub *h, struct hub_place *p);
/* Makes what is missing; FL_OK: ready. */
enum fl_err fl_hub_place_ready_locked(struct fl_hub *h, struct hub_place *p, struct fl_error *err);
/* Looks at all interfaces again, and tries what failed if its time came (`now`: or not). */
void fl_hub_places_check_locked(struct fl_hub *h, bool now);
void fl_hub_places_destroy(struct fl_hub *h);
uint64_t fl_hub_places_next_locked(const struct fl_hub *h);
bool fl_hub_place_hears(const struct hub_place *p, const struct hub_datagram *d);
/* to NULL, or the group: on every interface joined. */
bool fl_hub_place_send_locked(struct fl_hub *h, struct hub_place *p, const struct fl_addr *to,
                              const void *data, size_t len);

/* membership.c */
/* Joins and leaves until what is joined is what the places want. */
void fl_memberships_plan_locked(struct fl_hub *h);
void fl_memberships_refresh_locked(struct fl_hub *h); /* leaves and joins each */
void fl_memberships_retry_locked(struct fl_hub *h);
uint64_t fl_memberships_next_locked(const struct fl_hub *h);
void fl_memberships_heard_locked(struct fl_hub *h, const struct hub_datagram *d);
bool fl_membership_of(const struct hub_membership *m, const struct hub_place *p);
bool fl_memberships_joined_locked(const struct fl_hub *h, const struct hub_place *p);

/* hub_member.c */
bool fl_members_deliver_locked(struct fl_hub *h, const struct hub_datagram *d); /* somebody got it */

/* hub_station.c */
void fl_stations_deliver(struct fl_hub *h, const struct hub_datagram *d, bool claimed);
void fl_stations_call(struct fl_hub *h); /* joined, trouble and tick that are due */
void fl_stations_joined_locked(struct fl_hub *h, const struct hub_place *p); /* NULL: all */
uint64_t fl_stations_next_locked(const struct fl_hub *h);

#endif
