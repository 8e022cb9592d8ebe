/* The MQTT side of the gateway: one publisher thread, the router on paho's thread, Home Assistant
 * discovery. It knows devices only by what the gateway lends it: a handle, and functions that copy
 * a view and submit a command. Thread rule: each function says. */
#ifndef FL_BUS_BUS_H
#define FL_BUS_BUS_H

#include <cjson/cJSON.h>

#include "model/command.h"
#include "model/settings.h"
#include "model/view.h"

struct fl_bus;

#define FL_BUS_SELF "bridge" /* the gateway among the devices that are remembered; none has that id */

/* A request on bridge/request/<op>, until it is answered. Owned by the gateway once handed over. */
struct fl_bridge_request {
    char *op;
    char *id;             /* the payload's "id", echoed; NULL: none */
    cJSON *args;          /* the payload: an object; NULL if it was empty */
    char *response_topic; /* MQTT 5; NULL: none */
    void *correlation;
    size_t correlation_len;
};

/* What the gateway lends. Called from the bus's threads with the device table locked or no lock
 * held; must not call the bus, except fl_bus_dirty/verdict/output/respond/log. */
struct fl_bus_host {
    bool (*view)(void *handle, struct fl_view *view); /* fl_link_view() */
    void (*metrics)(void *handle, struct fl_metrics *out, enum fl_link_state *state);
    struct fl_shape *(*shape)(void *handle); /* counted */
    enum fl_err (*submit)(void *handle, struct fl_request *request, struct fl_command *const *cmds,
                          size_t count, struct fl_error *err);
    /* The retained topics of a device are about to change: written to disk before it returns, so
     * that they can be cleared even after a crash. published: a JSON object of the bus's own. */
    void (*remember)(void *ctx, const char *device, const char *published);
    /* Everything of a device that is gone has been cleared: its memory may go. */
    void (*forgotten)(void *ctx, const char *device);
    /* An op the bus does not do itself, on paho's thread: queue it. FL_E_UNKNOWN: no such op. */
    enum fl_err (*request)(void *ctx, struct fl_bridge_request *request);
    /* Members of bridge/info and bridge/health beside the bus's own; the bus deletes them. */
    cJSON *(*info)(void *ctx);
    cJSON *(*health)(void *ctx);
    const struct fl_action *actions; /* what every device can do, ended by a NULL key */
    const char *requests;            /* the ops that request() knows, in words: "reload, ..." */
};

/* conf stays borrowed. status_interval in ms; session_s: command_ttl in seconds. */
struct fl_bus *fl_bus_create(const struct fl_mqtt_conf *conf, const char *gateway_name, int status_interval,
                             uint32_t session_s, const struct fl_bus_host *host, void *ctx,
                             struct fl_error *err);
/* Before the start. published: what remember() was told last time of FL_BUS_SELF, the gateway itself;
 * or NULL. */
void fl_bus_former(struct fl_bus *b, const char *published);
enum fl_err fl_bus_start(struct fl_bus *b, struct fl_error *err); /* never waits for the broker */
/* Publishes what is left (verdicts, availability offline, bridge/state offline), at most wait_ms,
 * and joins. False: the MQTT library hangs, in the name service: then the bus is left behind with its
 * conf, not to be destroyed, and uses no handle any more. */
bool fl_bus_stop(struct fl_bus *b, int wait_ms);
void fl_bus_destroy(struct fl_bus *b); /* NULL is fine */

/* --- devices: by the gateway's main thread ----------------------------------------------- */
/* conf and handle stay borrowed until the device is removed. published: what remember() was told
 * last time, or NULL. */
enum fl_err fl_bus_add(struct fl_bus *b, const struct fl_device_conf *conf, void *handle,
                       const char *published);
/* After return neither conf nor handle is used any more. clear: its retained topics go. */
void fl_bus_remove(struct fl_bus *b, const char *device, bool clear);
/* A device of a former run that is configured no more: clears what it had published. */
void fl_bus_clear(struct fl_bus *b, const char *device, const char *published);

/* --- from any thread, with no link lock held ----------------------------------------------- */
void fl_bus_dirty(struct fl_bus *b, const char *device);
void fl_bus_verdict(struct fl_bus *b, struct fl_verdict *v);         /* takes v */
void fl_bus_event(struct fl_bus *b, const char *device, char *json); /* takes json */
void fl_bus_image(struct fl_bus *b, const char *device, const char *name, const char *mime, void *data,
                  size_t len); /* takes data */
void fl_bus_log(struct fl_bus *b, enum fl_level level, const char *subject, const char *text);
/* Answers and destroys the request. error NULL: it worked; data (may be NULL) is deleted. */
void fl_bus_respond(struct fl_bus *b, struct fl_bridge_request *request, const char *error, cJSON *data);
void fl_bus_info_changed(struct fl_bus *b); /* publish bridge/info again */

struct fl_bus_stats {
    bool connected;
    int version; /* 5, 4; 0: never connected */
    uint64_t connects, published, dropped, received;
    uint32_t outbox;            /* verdicts and events waiting */
    uint64_t publisher_beat_ms; /* monotonic time of the publisher's last turn: liveness */
};
void fl_bus_stats(struct fl_bus *b, struct fl_bus_stats *out);

void fl_bridge_request_destroy(struct fl_bridge_request *r);

#endif
