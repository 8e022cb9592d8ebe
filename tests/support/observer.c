/* The observer: libmosquitto's thread appends to a list, the test's thread looks at it. */
#include "support/observer.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <mosquitto.h>
#include <mqtt_protocol.h>

enum { OPEN_TIMEOUT_MS = 10000 };

struct observer {
    struct mosquitto *client;
    char *filter;
    pthread_mutex_t lock; /* recursive: a predicate asks while observer_until() holds it */
    pthread_cond_t changed;
    bool subscribed;
    struct observer_message **messages;
    size_t count, cap;
};

static char *copy_bytes(const void *data, size_t len)
{
    char *copy = malloc(len + 1);
    if (!copy)
        abort();
    if (len > 0)
        memcpy(copy, data, len);
    copy[len] = '\0';
    return copy;
}

static void on_connect(struct mosquitto *client, void *ctx, int rc)
{
    struct observer *o = ctx;
    if (rc == 0)
        mosquitto_subscribe(client, NULL, o->filter, 1);
}

static void on_subscribe(struct mosquitto *client, void *ctx, int mid, int count, const int *granted)
{
    struct observer *o = ctx;
    (void)client, (void)mid, (void)count, (void)granted;
    pthread_mutex_lock(&o->lock);
    o->subscribed = true;
    pthread_cond_broadcast(&o->changed);
    pthread_mutex_unlock(&o->lock);
}

static void read_properties(struct observer_message *m, const mosquitto_property *properties)
{
    void *data = NULL;
    uint16_t len = 0;
    char *text = NULL;
    if (mosquitto_property_read_binary(properties, MQTT_PROP_CORRELATION_DATA, &data, &len, false)) {
        m->correlation = copy_bytes(data, len);
        m->correlation_len = len;
        free(data);
    }
    if (mosquitto_property_read_string(properties, MQTT_PROP_CONTENT_TYPE, &text, false)) {
        m->content_type = copy_bytes(text, strlen(text));
        free(text);
    }
}

static void on_message(struct mosquitto *client, void *ctx, const struct mosquitto_message *in,
                       const mosquitto_property *properties)
{
    struct observer *o = ctx;
    (void)client;
    struct observer_message *m = calloc(1, sizeof(*m));
    if (!m)
        abort();
    m->topic = copy_bytes(in->topic, strlen(in->topic));
    m->payload = copy_bytes(in->payload, (size_t)in->payloadlen);
    m->len = (size_t)in->payloadlen;
    m->qos = in->qos;
    m->retained = in->retain;
    read_properties(m, properties);

    pthread_mutex_lock(&o->lock);
    if (o->count == o->cap) {
        o->cap = o->cap ? 2 * o->cap : 256;
        o->messages = realloc(o->messages, o->cap * sizeof(*o->messages));
        if (!o->messages)
            abort();
    }
    o->messages[o->count++] = m;
    pthread_cond_broadcast(&o->changed);
    pthread_mutex_unlock(&o->lock);
}

static void init_waiting(struct observer *o)
{
    pthread_mutexattr_t recursive;
    pthread_mutexattr_init(&recursive);
    pthread_mutexattr_settype(&recursive, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&o->lock, &recursive);
    pthread_mutexattr_destroy(&recursive);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&o->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

static bool is_subscribed(struct observer *o, void *ctx)
{
    (void)ctx;
    return o->subscribed;
}

static bool connect_client(struct observer *o, uint16_t port, const char *user, const char *password)
{
    o->client = mosquitto_new(NULL, true, o);
    if (!o->client)
        return false;
    mosquitto_int_option(o->client, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V5);
    mosquitto_int_option(o->client, MOSQ_OPT_TCP_NODELAY, 1);
    mosquitto_reconnect_delay_set(o->client, 1, 1, false);
    if (user)
        mosquitto_username_pw_set(o->client, user, password);
    mosquitto_connect_callback_set(o->client, on_connect);
    mosquitto_subscribe_callback_set(o->client, on_subscribe);
    mosquitto_message_v5_callback_set(o->client, on_message);
    return mosquitto_connect(o->client, "127.0.0.1", port, 30) == MOSQ_ERR_SUCCESS &&
           mosquitto_loop_start(o->client) == MOSQ_ERR_SUCCESS;
}

struct observer *observer_open(uint16_t port, const char *filter, const char *user, const char *password)
{
    struct observer *o = calloc(1, sizeof(*o));
    if (!o)
        return NULL;
    mosquitto_lib_init();
    init_waiting(o);
    o->filter = copy_bytes(filter, strlen(filter));
    if (connect_client(o, port, user, password) && observer_until(o, is_subscribed, NULL, OPEN_TIMEOUT_MS))
        return o;
    observer_close(o);
    return NULL;
}

void observer_close(struct observer *o)
{
    if (!o)
        return;
    if (o->client) {
        mosquitto_disconnect(o->client);
        mosquitto_loop_stop(o->client, false);
        mosquitto_destroy(o->client);
    }
    observer_clear(o);
    mosquitto_lib_cleanup();
    pthread_cond_destroy(&o->changed);
    pthread_mutex_destroy(&o->lock);
    free(o->messages);
    free(o->filter);
    free(o);
}

void observer_clear(struct observer *o)
{
    pthread_mutex_lock(&o->lock);
    for (size_t i = 0; i < o->count; i++) {
        struct observer_message *m = o->messages[i];
        free(m->topic);
        free(m->payload);
        free(m->correlation);
        free(m->content_type);
        free(m);
    }
    o->count = 0;
    pthread_mutex_unlock(&o->lock);
}

static bool is_on(const struct observer_message *m, const char *topic)
{
    return !topic || strcmp(m->topic, topic) == 0;
}

size_t observer_count(struct observer *o, const char *topic)
{
    size_t n = 0;
    pthread_mutex_lock(&o->lock);
    for (size_t i = 0; i < o->count; i++)
        n += is_on(o->messages[i], topic);
    pthread_mutex_unlock(&o->lock);
    return n;
}

const struct observer_message *observer_at(struct observer *o, const char *topic, size_t n)
{
    const struct observer_message *found = NULL;
    pthread_mutex_lock(&o->lock);
    if (!topic && n < o->count)
        found = o->messages[n];
    for (size_t i = 0; topic && i < o->count && !found; i++)
        if (is_on(o->messages[i], topic) && n-- == 0)
            found = o->messages[i];
    pthread_mutex_unlock(&o->lock);
    return found;
}

const struct observer_message *observer_last(struct observer *o, const char *topic)
{
    const struct observer_message *found = NULL;
    pthread_mutex_lock(&o->lock);
    for (size_t i = o->count; i > 0 && !found; i--)
        if (is_on(o->messages[i - 1], topic))
            found = o->messages[i - 1];
    pthread_mutex_unlock(&o->lock);
    return found;
}

bool observer_until(struct observer *o, bool (*holds)(struct observer *o, void *ctx), void *ctx,
                    int timeout_ms)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += timeout_ms / 1000;
    until.tv_nsec += (long)(timeout_ms % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    pthread_mutex_lock(&o->lock);
    bool yes = holds(o, ctx);
    while (!yes && pthread_cond_timedwait(&o->changed, &o->lock, &until) == 0)
        yes = holds(o, ctx);
    pthread_mutex_unlock(&o->lock);
    return yes;
}

struct wanted {
    const char *topic, *text;
    size_t count;
};

static bool has_count(struct observer *o, void *ctx)
{
    const struct wanted *w = ctx;
    return observer_count(o, w->topic) >= w->count;
}

static bool has_payload(struct observer *o, void *ctx)
{
    const struct wanted *w = ctx;
    const struct observer_message *m = observer_last(o, w->topic);
    return m && strcmp(m->payload, w->text) == 0;
}

static bool has_text(struct observer *o, void *ctx)
{
    const struct wanted *w = ctx;
    const struct observer_message *m = observer_last(o, w->topic);
    return m && strstr(m->payload, w->text);
}

/* What came last is the first question when a wait was in vain. */
static bool wait_or_say(struct observer *o, bool (*holds)(struct observer *o, void *ctx), struct wanted w,
                        int timeout_ms)
{
    if (observer_until(o, holds, &w, timeout_ms))
        return true;
    const struct observer_message *m = observer_last(o, w.topic);
    fprintf(stderr, "observer: %s: waited %d ms for \"%s\" (count %zu); %zu came, the last: %s\n",
            w.topic ? w.topic : "all topics", timeout_ms, w.text ? w.text : "", w.count,
            observer_count(o, w.topic), m ? m->payload : "(none)");
    return false;
}

bool observer_wait_count(struct observer *o, const char *topic, size_t count, int timeout_ms)
{
    return wait_or_say(o, has_count, (struct wanted){.topic = topic, .count = count}, timeout_ms);
}

bool observer_wait(struct observer *o, const char *topic, const char *payload, int timeout_ms)
{
    return wait_or_say(o, has_payload, (struct wanted){.topic = topic, .text = payload}, timeout_ms);
}

bool observer_wait_text(struct observer *o, const char *topic, const char *part, int timeout_ms)
{
    return wait_or_say(o, has_text, (struct wanted){.topic = topic, .text = part}, timeout_ms);
}

bool observer_publish(struct observer *o, const char *topic, const char *payload, int qos, bool retain)
{
    return mosquitto_publish(o->client, NULL, topic, (int)strlen(payload), payload, qos, retain) ==
           MOSQ_ERR_SUCCESS;
}

bool observer_request(struct observer *o, const char *topic, const char *payload,
                      const struct observer_request *with)
{
    mosquitto_property *properties = NULL;
    if (with->response_topic)
        mosquitto_property_add_string(&properties, MQTT_PROP_RESPONSE_TOPIC, with->response_topic);
    if (with->correlation)
        mosquitto_property_add_binary(&properties, MQTT_PROP_CORRELATION_DATA, with->correlation,
                                      (uint16_t)with->correlation_len);
    if (with->expiry_s)
        mosquitto_property_add_int32(&properties, MQTT_PROP_MESSAGE_EXPIRY_INTERVAL, with->expiry_s);
    int rc =
        mosquitto_publish_v5(o->client, NULL, topic, (int)strlen(payload), payload, 1, false, properties);
    mosquitto_property_free_all(&properties);
    return rc == MOSQ_ERR_SUCCESS;
}
