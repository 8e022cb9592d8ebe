/* An independent MQTT client for tests (libmosquitto, MQTT 5): sees everything below a filter,
 * keeps it, waits for it, and publishes what a test wants to send. Waits end by a condition or
 * after timeout_ms. All functions from the test's thread. */
#ifndef FL_TESTS_SUPPORT_OBSERVER_H
#define FL_TESTS_SUPPORT_OBSERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct observer;

struct observer_message {
    char *topic;
    char *payload; /* NUL behind it */
    size_t len;
    int qos;
    bool retained;     /* as the broker says: set only for what was stored before we subscribed */
    void *correlation; /* NULL: none */
    size_t correlation_len;
    char *content_type; /* NULL: none */
};

/* Connects to 127.0.0.1, subscribes and waits until the broker has confirmed it. NULL: did not
 * work. user may be NULL. */
struct observer *observer_open(uint16_t port, const char *filter, const char *user, const char *password);
void observer_close(struct observer *o); /* NULL is fine */

/* Number of messages on topic so far; NULL: on all topics. */
size_t observer_count(struct observer *o, const char *topic);
/* The n-th message on topic (0: the first; NULL topic: of all); NULL: not that many. Valid until
 * observer_clear() or observer_close(). */
const struct observer_message *observer_at(struct observer *o, const char *topic, size_t n);
const struct observer_message *observer_last(struct observer *o, const char *topic);
void observer_clear(struct observer *o); /* forgets what came so far */

bool observer_wait_count(struct observer *o, const char *topic, size_t count, int timeout_ms);
/* Until the newest message on topic is this payload ("" also: cleared). */
bool observer_wait(struct observer *o, const char *topic, const char *payload, int timeout_ms);
/* Until the newest message on topic contains the text. */
bool observer_wait_text(struct observer *o, const char *topic, const char *part, int timeout_ms);
/* Until the predicate holds; looked at after each message, and once at first. */
bool observer_until(struct observer *o, bool (*holds)(struct observer *o, void *ctx), void *ctx,
                    int timeout_ms);

bool observer_publish(struct observer *o, const char *topic, const char *payload, int qos, bool retain);

struct observer_request { /* MQTT 5 properties; zeroed: none */
    const char *response_topic;
    const void *correlation;
    size_t correlation_len;
    uint32_t expiry_s; /* 0: none */
};
bool observer_request(struct observer *o, const char *topic, const char *payload,
                      const struct observer_request *with);

#endif
