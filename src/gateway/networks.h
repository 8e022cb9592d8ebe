/* The networks in use: for each family with a probe the interfaces that `discover` names, and those
 * that its configured devices are on. Each has a probe, which is the gateway's own station there.
 *
 * What the probes hear comes in on the hub's thread; it is queued, once for each sender, and taken
 * out by the main thread, to which all functions belong. */
#ifndef FL_GATEWAY_NETWORKS_H
#define FL_GATEWAY_NETWORKS_H

#include "base/wake.h"
#include "link/probe.h"

struct fl_networks;

enum { FL_INTERFACE_MAX = 64 };

struct fl_network_conf {
    const struct fl_driver *driver;
    const char *interface; /* "": every real one */
    bool search;           /* look for everybody, not only for those known */
    const struct fl_addr *hosts;
    size_t host_count;
    const struct fl_known *known;
    size_t known_count;
    size_t configured_count; /* the first of known: if these change, the network begins anew */
};

struct fl_sighting {
    const struct fl_driver *driver;
    char interface[FL_INTERFACE_MAX]; /* the network's */
    char identity[FL_IDENTITY_MAX];   /* "": somebody whom no link claims sent a datagram */
    struct fl_addr at;
    char about[FL_ABOUT_MAX];
};

/* wake is raised when a sighting waits. NULL: no memory. */
struct fl_networks *fl_networks_create(struct fl_hub *hub, const uint8_t station[static FL_STATION_ID],
                                       struct fl_wake *wake);
void fl_networks_destroy(struct fl_networks *n); /* NULL is fine */

/* From now on these, at most one for a driver and interface: the missing begin, the others end. */
void fl_networks_set(struct fl_networks *n, const struct fl_network_conf *wanted, size_t count);
/* All of that family (NULL: of all) search now. */
void fl_networks_search(struct fl_networks *n, const struct fl_driver *driver);

bool fl_networks_next(struct fl_networks *n, struct fl_sighting *out); /* the oldest; false: none waits */

/* Whether an interface belongs to a network of the same family: the same words, or one of the two
 * names none. (One with an address has sockets of its own, so only the same words will do.) */
bool fl_network_covers(const char *network, const char *interface);

#endif
