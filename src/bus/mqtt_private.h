/* What the files of the MQTT client share. Its fields say whose they are. */
#ifndef FL_BUS_MQTT_PRIVATE_H
#define FL_BUS_MQTT_PRIVATE_H

#include <stdatomic.h>

#include <MQTTAsync.h>

#include "base/lock.h"
#include "bus/mqtt.h"

enum { CONNECTIONS = 8 /* whose messages are counted apart */ };

struct lane { /* the messages of one quality published on one connection: a publication's context */
    struct fl_mqtt *m;
    int qos;
    atomic_uint in_flight;
};

struct fl_mqtt {
    /* immutable */
    const struct fl_mqtt_conf *conf;
    char *uri;
    uint16_t port;
    bool tls;
    char *will_topic;
    uint32_t session_s;
    struct fl_mqtt_handlers on;
    void *ctx;

    /* the owner's thread */
    MQTTAsync client;
    int client_version;        /* which the handle was made for */
    unsigned tuned_connection; /* of which the socket was tuned */

    /* any thread */
    atomic_bool attempting; /* an attempt is under way, its outcome not reported yet */
    atomic_bool connected;
    atomic_uint connection; /* counts them; its lanes are at connection % CONNECTIONS */
    atomic_int version;     /* 5 or 4: to try next, or of the present connection */
    atomic_bool version_worked;
    atomic_uint closes; /* attempts in a row that ended without an answer */
    atomic_uint receive_maximum;
    atomic_int goodbye;     /* the reason in the broker's DISCONNECT; 0: none came */
    atomic_bool complained; /* of a refused publication, on this connection */
    struct lane lanes[CONNECTIONS][2];

    struct fl_lock lock; /* never held while in paho */
    struct fl_cond settled;
    bool said_goodbye;
    char tls_error[160];
};

/* mqtt.c */
const char *fl_mqtt_reason(int version, int code); /* why the broker refuses, in words */

/* mqtt_options.c */

/* What a connect needs. It points into itself: it stays where it was filled. */
struct mqtt_options {
    MQTTAsync_connectOptions connect; /* all but the callbacks */
    MQTTAsync_willOptions will;
    MQTTAsync_SSLOptions tls;
    MQTTProperties properties;
};

enum fl_err fl_mqtt_read_url(struct fl_mqtt *m, struct fl_error *err); /* into uri, port and tls */
void fl_mqtt_options_fill(struct mqtt_options *o, struct fl_mqtt *m);
void fl_mqtt_options_finish(struct mqtt_options *o);

/* mqtt_traffic.c: paho's callback. */
int fl_mqtt_on_message(void *ctx, char *topic, int topic_len, MQTTAsync_message *msg);

#endif
