/* What the files of gateway/ share. Everything here belongs to the main thread, except where a
 * comment says otherwise. */
#ifndef FL_GATEWAY_GATEWAY_PRIVATE_H
#define FL_GATEWAY_GATEWAY_PRIVATE_H

#include <stdatomic.h>
#include <uthash.h>

#include "base/lock.h"
#include "base/ring.h"
#include "base/wake.h"
#include "bus/bus.h"
#include "config/config.h"
#include "gateway/store.h"
#include "link/link.h"
#include "net/connector.h"
#include "net/hub.h"

/* A configuration as long as somebody uses it: the present one, and those that running devices or
 * the bus were started from. */
struct generation {
    struct fl_config *config;
    size_t users;
};

struct fl_gateway;

struct device {
    struct fl_gateway *gateway;
    struct generation *generation; /* conf belongs to it */
    const struct fl_device_conf *conf;
    struct fl_link *link;
    UT_hash_handle hh; /* by conf->id */
};

struct fl_gateway {
    const char *path;
    int louder;
    int64_t started_utc_ms; /* immutable */
    uint64_t started_ms;    /* immutable */
    struct generation *current;
    struct fl_store *store; /* any thread */
    struct fl_hub *hub;     /* any thread */
    atomic_bool network_changed;
    struct fl_net *net;
    struct device *devices;

    /* Link threads tell the bus what happened; a reload may put another bus in its place. Not an
     * fl_lock: readers never wait for each other, and main holds it for the exchange alone. */
    pthread_rwlock_t bus_lock;
    struct fl_bus *bus;
    struct generation *bus_generation;

    struct fl_wake wake; /* any thread raises it: requests wait */
    struct fl_lock requests_lock;
    struct fl_ring requests; /* under requests_lock: struct fl_bridge_request */
};

/* gateway.c */
struct generation *fl_generation_use(struct generation *g);
void fl_generation_drop(struct generation *g); /* destroys it with its last user; NULL is fine */
void fl_gateway_apply_log(const struct fl_gateway *g, const struct fl_config *config);
enum fl_err fl_gateway_make_bus(struct fl_gateway *g, struct generation *generation, struct fl_bus **out,
                                struct fl_error *err);

/* devices.c */
enum fl_err fl_device_add(struct fl_gateway *g, struct generation *generation,
                          const struct fl_device_conf *conf, struct fl_error *err); /* not started yet */
void fl_device_start(struct device *d);
void fl_device_remove(struct device *d, bool clear); /* its link was asked to close */
void fl_devices_clear_former(struct fl_gateway *g);  /* those of former runs that are configured no more */
void fl_devices_stop(struct fl_gateway *g);

/* reload.c: FL_OK, or nothing was changed and *err says the first problem. All are logged. */
enum fl_err fl_gateway_reload(struct fl_gateway *g, struct fl_error *err);
enum fl_err fl_gateway_check(const struct fl_gateway *g, struct fl_config **out, struct fl_error *err);

/* multicast.c */
enum fl_err fl_multicast_init(struct fl_gateway *g, struct fl_error *err); /* not started yet */
void fl_multicast_configure(struct fl_gateway *g, const struct fl_config *config);
void fl_multicast_turn(struct fl_gateway *g);     /* what the hub has noted */
cJSON *fl_multicast_report(struct fl_gateway *g); /* any thread */

/* requests.c */
enum fl_err fl_requests_put(void *gateway, struct fl_bridge_request *request); /* any thread */
void fl_requests_answer(struct fl_gateway *g);

/* report.c: any thread */
cJSON *fl_report_info(void *gateway);
cJSON *fl_report_health(void *gateway);

#endif
