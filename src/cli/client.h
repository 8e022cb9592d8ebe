/* An MQTT client for the sub-commands that talk to a running gateway: connect, subscribe, publish,
 * and take messages one by one. One thread uses it; paho's threads only put messages in. */
#ifndef FL_CLI_CLIENT_H
#define FL_CLI_CLIENT_H

#include <stdint.h>

#include "config/config.h"

struct fl_client;

struct fl_client_message {
    char *topic;   /* without the prefix and its "/" */
    char *payload; /* NUL-terminated */
    size_t len;
};

/* Connects to the broker of the configuration and waits for it at most wait_ms. NULL with *err. */
struct fl_client *fl_client_open(const struct fl_config *config, int wait_ms, struct fl_error *err);
void fl_client_close(struct fl_client *c); /* NULL is fine */

/* topics are below the prefix. */
enum fl_err fl_client_subscribe(struct fl_client *c, const char *const *topics, size_t count);
enum fl_err fl_client_publish(struct fl_client *c, const char *topic, const char *payload);

/* The next message, waiting until until_ms; NULL: none came, or the connection was lost (then
 * *lost). The caller destroys it. */
struct fl_client_message *fl_client_next(struct fl_client *c, uint64_t until_ms, bool *lost);
void fl_client_message_destroy(struct fl_client_message *m);

/* Whether a gateway is there to answer: its state is retained, and "bridge/state" subscribed just
 * before. What comes earlier is skipped. */
bool fl_client_gateway_online(struct fl_client *c);

#endif
