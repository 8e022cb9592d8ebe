/* An arrived message to a command, a request to the gateway, or a verdict that refuses it.
 *
 * fl_router_message() runs on paho's thread: it looks up, checks, submits and returns; it takes the
 * device table's lock (through with_device) and the router's own, and never calls paho. The
 * publisher calls fl_router_settled() when a verdict goes out, so that a command whose "id" comes
 * again gets the same one. */
#ifndef FL_BUS_ROUTER_H
#define FL_BUS_ROUTER_H

#include "bus/bus.h"
#include "bus/mqtt.h"

/* What the bus lends the router; ctx is the bus. */
struct fl_router_ops {
    /* Calls use() with the device while the table is locked. False: no such device. */
    bool (*with_device)(void *ctx, const char *id,
                        void (*use)(void *arg, const struct fl_device_conf *conf, void *handle), void *arg);
    /* The ids there are, as "a, b, c" into buf, cut to fit. */
    void (*device_names)(void *ctx, char *buf, size_t cap);
    void (*verdict)(void *ctx, struct fl_verdict *v); /* takes v */
    /* The text of a verdict that went out before, to be sent again to this request; takes both. */
    void (*echo)(void *ctx, struct fl_request *request, char *verdict);
    void (*respond)(void *ctx, struct fl_bridge_request *request, const char *error); /* takes request */
    void (*ha_status)(void *ctx, bool online, bool retained);
};

struct fl_router;

/* conf, host and ops stay borrowed. NULL: no memory. */
struct fl_router *fl_router_create(const struct fl_mqtt_conf *conf, const struct fl_bus_host *host,
                                   void *host_ctx, const struct fl_router_ops *ops, void *ops_ctx);
void fl_router_destroy(struct fl_router *r); /* NULL is fine */

void fl_router_message(struct fl_router *r, const struct fl_mqtt_message *m);

/* A verdict goes out as `text`: remembers it for repeats of its id, and answers those that waited. */
void fl_router_settled(struct fl_router *r, const struct fl_request *request, const char *text);
/* A verdict, `text`, was dropped: it is remembered all the same, but those that waited for it share
 * its fate. */
void fl_router_lost(struct fl_router *r, const struct fl_request *request, const char *text);

#endif
