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
#include "gateway/names.h"
#include "gateway/networks.h"
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

/* What is known of a device that can be found, beside its settings. */
struct whereabouts {
    struct fl_addr at;   /* where it was last heard; family 0: nowhere yet */
    struct fl_addr left; /* where it was before, until left_ms */
    uint64_t left_ms;
    char heard[FL_IDENTITY_MAX]; /* configured by its host alone: who answers there; "": nobody yet */
    char about[FL_ABOUT_MAX];
    bool warned; /* of two that claim to be it, or of one that left its host */
};

struct device {
    struct fl_gateway *gateway;
    struct generation *generation; /* conf belongs to it */
    const struct fl_device_conf *conf;
    struct fl_link *link;
    struct whereabouts *where; /* NULL: its family cannot be found */
    bool started;
    bool stays, gone;  /* while a reload compares */
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
    struct fl_names *names;
    struct fl_networks *networks;
    uint64_t names_seen;     /* fl_names_changes() as of the last look */
    bool found_full;         /* no more are adopted, which has been said */
    struct heard *heard;     /* everybody who was found of late; found.c */
    struct search *searches; /* bridge/request/discover, until answered; search.c */

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
void fl_device_start(struct device *d);                                             /* unless it was */
void fl_device_remove(struct device *d, bool clear); /* its link was asked to close */
void fl_devices_clear_former(struct fl_gateway *g);  /* those of former runs that are configured no more */
void fl_devices_stop(struct fl_gateway *g);

/* found.c: devices that are found, not configured, and those known by their identity */
enum fl_err fl_found_init(struct fl_gateway *g, struct fl_error *err);
void fl_found_finish(struct fl_gateway *g);
/* Adds the devices of former runs that `config` still discovers, and forgets the others. */
void fl_found_restore(struct fl_gateway *g, const struct fl_config *config);
/* Whether a discovered device goes on under config as it is; else *gone: not even with other settings. */
bool fl_found_stays(struct device *d, const struct fl_config *config, bool *gone);
/* Before the start: where a device that is known by its identity was last heard. */
void fl_found_recall(struct device *d);
void fl_found_turn(struct fl_gateway *g); /* what the networks heard, and names that were looked up */
void fl_found_forget(struct device *d);   /* stopped and cleared; it comes back when it is heard again */
/* Those found since `since_ms`, as JSON; driver NULL, interface "": all. */
cJSON *fl_found_list(struct fl_gateway *g, const struct fl_driver *driver, const char *interface,
                     uint64_t since_ms);
/* The device of that configuration, running or not, that this somebody is; NULL: none. */
const struct fl_device_conf *fl_found_claimant(struct fl_gateway *g, const struct fl_config *config,
                                               const struct fl_driver *driver, const char *identity,
                                               const struct fl_addr *at);

/* plan.c: the networks that there should be, once the names in it are looked up */
void fl_plan_networks(struct fl_gateway *g, const struct fl_config *config);

/* search.c: bridge/request/discover */
struct search {
    struct search *next;
    struct fl_bridge_request *request;
    const struct fl_driver *driver; /* NULL: every one that can be found */
    char interface[FL_INTERFACE_MAX];
    uint64_t began_ms, until_ms;
};
/* FL_AGAIN: the request is taken, and answered when the time is up. */
enum fl_err fl_search_begin(struct fl_gateway *g, struct fl_bridge_request *request, struct fl_error *err);
void fl_search_turn(struct fl_gateway *g, uint64_t now_ms);
uint64_t fl_search_next(const struct fl_gateway *g); /* when the next is due; FL_NEVER */
void fl_search_finish(struct fl_gateway *g);

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
