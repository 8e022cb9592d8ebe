/* Runs a family's probe on one network, as a station of the hub. */
#ifndef FL_LINK_PROBE_H
#define FL_LINK_PROBE_H

#include <fairlead/probe.h>

#include "net/hub.h"

struct fl_probing;

struct fl_probing_events { /* on the hub's thread, no lock held: note it and return */
    void (*found)(void *ctx, const char *identity, const struct fl_addr *at, const char *about);
    /* A datagram of somebody that no link claims, perhaps of a device in backoff. */
    void (*unclaimed)(void *ctx, const struct fl_addr *from);
};

struct fl_probing_conf {
    const struct fl_driver *driver; /* with a probe */
    const char *interface;          /* "": every real one */
    struct fl_probe_conf probe;     /* copied with its lists */
};

/* NULL: no memory. Events come once the hub runs. subject: for the log ("echonet on eth0"). */
struct fl_probing *fl_probing_create(struct fl_hub *hub, const struct fl_probing_conf *conf,
                                     const char *subject, const struct fl_probing_events *events, void *ctx);
void fl_probing_search(struct fl_probing *p);  /* any thread */
void fl_probing_destroy(struct fl_probing *p); /* after return no event comes; NULL is fine */

#endif
