/* An MQTT client: the only includer of paho.
 *
 * publish() and subscribe() are for one thread alone (the publisher; paho loses messages when two
 * publish). The handlers are called on paho's threads: they copy, note and return, take no lock
 * that anybody holds while in here, and never call back. Reconnection is for ever, by the owner:
 * when lost() or refused() was called, call fl_mqtt_connect() again after a pause. */
#ifndef FL_BUS_MQTT_H
#define FL_BUS_MQTT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <fairlead/error.h>

#include "model/settings.h"

struct fl_mqtt;

struct fl_mqtt_message {
    const char *topic;
    const void *payload;
    size_t len;
    int qos;
    bool retained;
    /* MQTT 5, else unset. */
    const char *response_topic; /* NULL: none */
    const void *correlation;
    size_t correlation_len;
    bool has_expiry;
    uint32_t expiry_s;
    const char *content_type; /* NULL: none; out only */
};

struct fl_mqtt_handlers {
    void (*connected)(void *ctx);             /* subscribe and publish afresh */
    void (*lost)(void *ctx, const char *why); /* was connected */
    void (*refused)(void *ctx, enum fl_err err,
                    const char *why); /* a connect failed; FL_E_AUTH: credentials */
    void (*message)(void *ctx, const struct fl_mqtt_message *m); /* borrowed for the call */
    void (*settled)(void *ctx, int qos); /* a publish left the window: acknowledged, written or lost */
};

/* will_topic (retained "offline", QoS 1) may be NULL: none. session_s: how long the broker keeps
 * our session (MQTT 5); 0: not at all. conf stays borrowed. Never blocks. */
struct fl_mqtt *fl_mqtt_create(const struct fl_mqtt_conf *conf, const char *will_topic, uint32_t session_s,
                               const struct fl_mqtt_handlers *handlers, void *ctx, struct fl_error *err);
/* Begins one attempt; its outcome comes by a handler, connected() or refused(). One whose outcome has
 * not come by then is given up. May block while a name is looked up. */
enum fl_err fl_mqtt_connect(struct fl_mqtt *m, struct fl_error *err);
bool fl_mqtt_is_connected(const struct fl_mqtt *m);
int fl_mqtt_version(const struct fl_mqtt *m);              /* 5 or 4 (3.1.1), of the present connection */
unsigned fl_mqtt_receive_maximum(const struct fl_mqtt *m); /* the broker's limit of QoS 1 in flight */
/* FL_E_OFFLINE; FL_E_FULL: the window is, try again when settled() was called; FL_E_FORMAT: no
 * topic to publish on, or too long. All is copied. */
enum fl_err fl_mqtt_publish(struct fl_mqtt *m, const struct fl_mqtt_message *msg);
unsigned fl_mqtt_in_flight(const struct fl_mqtt *m, int qos); /* published and not yet settled */
/* retain_handling_2: MQTT 5's "send no retained messages", and retain as published. */
enum fl_err fl_mqtt_subscribe(struct fl_mqtt *m, const char *const *filters, size_t count, int qos,
                              bool retain_handling_2);
/* Waits until what was published is out and the broker has been told goodbye, at most wait_ms. */
void fl_mqtt_disconnect(struct fl_mqtt *m, int wait_ms);
void fl_mqtt_destroy(struct fl_mqtt *m); /* NULL is fine */
/* Drops the client: no handler is called after this. On the owner's thread, because it may hang as
 * long as the library looks up the broker's name, holding its lock. */
void fl_mqtt_close(struct fl_mqtt *m);

#endif
