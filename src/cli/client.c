/* The sub-commands' MQTT client. */
#include "cli/client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/lock.h"
#include "base/ring.h"
#include "base/str.h"
#include "bus/mqtt.h"

enum { WAITING_MAX = 65536, ATTEMPTS = 2 /* version "auto": 5, then 3.1.1 */, GATEWAY_MS = 2000 };

struct fl_client {
    struct fl_mqtt_conf conf; /* the gateway's, with a client id of our own */
    char client_id[128];
    struct fl_mqtt *mqtt;
    struct fl_lock lock;
    struct fl_cond changed;
    /* under lock */
    struct fl_ring messages;
    bool connected, over;
    char why[200];
};

/* --- paho's threads -------------------------------------------------------------------- */

static void on_connected(void *ctx)
{
    struct fl_client *c = ctx;
    fl_lock_take(&c->lock);
    c->connected = true;
    fl_cond_broadcast(&c->changed);
    fl_lock_release(&c->lock);
}

static void on_over(struct fl_client *c, const char *why)
{
    fl_lock_take(&c->lock);
    c->over = true;
    c->connected = false;
    fl_copy(c->why, sizeof c->why, why ? why : "connection lost");
    fl_cond_broadcast(&c->changed);
    fl_lock_release(&c->lock);
}

static void on_lost(void *ctx, const char *why)
{
    on_over(ctx, why);
}

static void on_refused(void *ctx, enum fl_err err, const char *why)
{
    (void)err;
    on_over(ctx, why);
}

static struct fl_client_message *copy_message(const char *topic, const struct fl_mqtt_message *m)
{
    struct fl_client_message *copy = calloc(1, sizeof *copy);
    if (!copy)
        return NULL;
    copy->topic = strdup(topic);
    copy->payload = malloc(m->len + 1);
    if (!copy->topic || !copy->payload) {
        fl_client_message_destroy(copy);
        return NULL;
    }
    if (m->len)
        memcpy(copy->payload, m->payload, m->len);
    copy->payload[m->len] = '\0';
    copy->len = m->len;
    return copy;
}

static void on_message(void *ctx, const struct fl_mqtt_message *m)
{
    struct fl_client *c = ctx;
    size_t len = strlen(c->conf.prefix);
    if (strncmp(m->topic, c->conf.prefix, len) || m->topic[len] != '/')
        return;
    struct fl_client_message *copy = copy_message(m->topic + len + 1, m);
    fl_lock_take(&c->lock);
    bool put = copy && fl_ring_put(&c->messages, copy);
    fl_cond_broadcast(&c->changed);
    fl_lock_release(&c->lock);
    if (!put)
        fl_client_message_destroy(copy);
}

static void on_settled(void *ctx, int qos)
{
    (void)ctx;
    (void)qos;
}

static const struct fl_mqtt_handlers handlers = {
    .connected = on_connected,
    .lost = on_lost,
    .refused = on_refused,
    .message = on_message,
    .settled = on_settled,
};

/* --- the caller's thread --------------------------------------------------------------- */

static enum fl_err wait_connected(struct fl_client *c, uint64_t until_ms, struct fl_error *err)
{
    fl_lock_take(&c->lock);
    while (!c->connected && !c->over && fl_clock_ms() < until_ms)
        fl_cond_wait(&c->changed, &c->lock, until_ms);
    bool connected = c->connected;
    char why[sizeof c->why];
    fl_copy(why, sizeof why, c->over ? c->why : "no answer");
    fl_lock_release(&c->lock);
    return connected ? FL_OK : fl_fail(err, FL_E_OFFLINE, "broker %s: %s", c->conf.url, why);
}

static enum fl_err connect_once(struct fl_client *c, uint64_t until_ms, struct fl_error *err)
{
    fl_lock_take(&c->lock);
    c->over = false;
    fl_lock_release(&c->lock);
    enum fl_err failed = fl_mqtt_connect(c->mqtt, err);
    return failed ? failed : wait_connected(c, until_ms, err);
}

struct fl_client *fl_client_open(const struct fl_config *config, int wait_ms, struct fl_error *err)
{
    struct fl_client *c = calloc(1, sizeof *c);
    if (!c || !fl_ring_init(&c->messages, WAITING_MAX)) {
        free(c);
        fl_fail(err, FL_E_NOMEM, "no memory");
        return NULL;
    }
    fl_lock_init(&c->lock, FL_RANK_OUTBOX);
    fl_cond_init(&c->changed);
    c->conf = config->mqtt;
    snprintf(c->client_id, sizeof c->client_id, "%.80s-cli-%d", config->mqtt.client_id, (int)getpid());
    c->conf.client_id = c->client_id;
    c->mqtt = fl_mqtt_create(&c->conf, NULL, 0, &handlers, c, err);
    uint64_t until_ms = fl_clock_ms() + (uint64_t)wait_ms;
    for (int i = 0; c->mqtt && i < ATTEMPTS; i++)
        if (!connect_once(c, until_ms, err))
            return c;
    fl_client_close(c);
    return NULL;
}

void fl_client_close(struct fl_client *c)
{
    if (!c)
        return;
    if (c->mqtt && c->connected)
        fl_mqtt_disconnect(c->mqtt, 1000);
    fl_mqtt_destroy(c->mqtt);
    for (struct fl_client_message *m; (m = fl_ring_take(&c->messages));)
        fl_client_message_destroy(m);
    fl_ring_finish(&c->messages);
    fl_cond_finish(&c->changed);
    fl_lock_finish(&c->lock);
    free(c);
}

static char *below_prefix(const struct fl_client *c, const char *topic)
{
    struct fl_str s = {0};
    fl_str_addf(&s, "%s/%s", c->conf.prefix, topic);
    return fl_str_take(&s);
}

enum fl_err fl_client_subscribe(struct fl_client *c, const char *const *topics, size_t count)
{
    enum fl_err failed = FL_OK;
    for (size_t i = 0; i < count && !failed; i++) {
        char *filter = below_prefix(c, topics[i]);
        const char *filters[] = {filter};
        failed = filter ? fl_mqtt_subscribe(c->mqtt, filters, 1, 1, false) : FL_E_NOMEM;
        free(filter);
    }
    return failed;
}

enum fl_err fl_client_publish(struct fl_client *c, const char *topic, const char *payload)
{
    char *full = below_prefix(c, topic);
    struct fl_mqtt_message m = {.topic = full, .payload = payload, .len = strlen(payload), .qos = 1};
    enum fl_err failed = full ? fl_mqtt_publish(c->mqtt, &m) : FL_E_NOMEM;
    free(full);
    return failed;
}

struct fl_client_message *fl_client_next(struct fl_client *c, uint64_t until_ms, bool *lost)
{
    fl_lock_take(&c->lock);
    struct fl_client_message *m;
    while (!(m = fl_ring_take(&c->messages)) && !c->over && fl_clock_ms() < until_ms)
        fl_cond_wait(&c->changed, &c->lock, until_ms);
    *lost = !m && c->over;
    fl_lock_release(&c->lock);
    return m;
}

void fl_client_message_destroy(struct fl_client_message *m)
{
    if (!m)
        return;
    free(m->topic);
    free(m->payload);
    free(m);
}

bool fl_client_gateway_online(struct fl_client *c)
{
    uint64_t until_ms = fl_clock_ms() + GATEWAY_MS;
    bool lost, online = false;
    for (struct fl_client_message *m; !online && (m = fl_client_next(c, until_ms, &lost));) {
        online = !strcmp(m->topic, "bridge/state") && !strcmp(m->payload, "online");
        fl_client_message_destroy(m);
    }
    return online;
}
