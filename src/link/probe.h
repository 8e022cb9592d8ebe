/* Runs a family's probe on one network, as a station of the hub. Its hooks run on the hub's thread;
 * of what came in through another interface than the network's it hears nothing, so that the probes
 * of two networks may share a socket. */
#ifndef FL_LINK_PROBE_H
#define FL_LINK_PROBE_H

#include <fairlead/probe.h>

#include "net/hub.h"

struct fl_probing;

struct fl_probing_events { /* on the hub's thread, no lock held: note it and return */
    void (*found)(void *ctx, const char *identity, const struct fl_addr *at, const char *about);
    /* A datagram of somebody that no link claims, perhaps of a device in backoff. */
    void (*unclaimed)(void *ctx, const struct fl_addr *from);
    /* The network cannot be heard (words for people), once per trouble; optional: then it is logged. */
    void (*trouble)(void *ctx, const char *why);
};

struct fl_probing_conf {
    const struct fl_driver *driver; /* with a probe */
    const char *interface;          /* name, address or CIDR; "": every real one */
    struct fl_probe_conf probe;     /* copied with its lists and texts */
};

/* NULL: no memory. Events come once the hub runs. subject: for the log ("echonet on eth0"), copied;
 * *events is copied too. */
struct fl_probing *fl_probing_create(struct fl_hub *hub, const struct fl_probing_conf *conf,
                                     const char *subject, const struct fl_probing_events *events, void *ctx);
void fl_probing_search(struct fl_probing *p); /* any thread */
/* Gives the probe its last words; after return no event comes. Not from events; NULL is fine. */
void fl_probing_destroy(struct fl_probing *p);

/* The name of a device that was found, from what its probe says about it: what stands before the
 * colon. "" if there is nothing. */
void fl_probing_name(char *buf, size_t cap, const char *about);

#endif
