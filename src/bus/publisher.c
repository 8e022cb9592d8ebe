/* The publisher: the one thread that speaks to the broker.
 *
 * It waits for work: news of the connection, changed devices, the outbox, timers; and does what is
 * there in that order, the steps of full publications last. State waits in the devices as a level;
 * only verdicts, events and answers wait in the outbox. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <sys/random.h>

#include <utlist.h>

#include <fairlead/log.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/str.h"
#include "bus/bus_private.h"
#include "bus/discovery.h"
#include "bus/payload.h"
#include "bus/retained.h"

enum {
    BACKOFF_MIN_MS = 1000,
    BACKOFF_MAX_MS = 30000,
    AUTH_PAUSE_MS = 30000,
    STEADY_MS = 10000, /* a connection that held so long: the backoff starts anew */
    ATTEMPT_MAX_MS = 40000,
    BEAT_MS = 5000,    /* the longest wait: who watches the beat sees a live thread */
    TOKENS_MAX = 500,  /* of full publications at once (brokers keep 1,000 for a reader); one more each ms, */
    TOKENS_MIN = -200, /* less what else is published */
    TOKENS_SHARE = 5,  /* but so many each STEP_MS in any case: nobody's news keeps others from theirs */
    STEP_MS = 20,      /* until there are enough for another step */
    DRAIN_MS = 5000    /* for the last acknowledgement of a clearing */
};

uint64_t fl_publisher_random(uint64_t below)
{
    uint64_t n = 0;
    if (getrandom(&n, sizeof(n), 0) != sizeof(n))
        n = fl_clock_us();
    return below ? n % below : 0;
}

/* --- sending ---------------------------------------------------------------------------------- */

static bool is_over(const struct fl_bus *b)
{
    return b->stop && fl_clock_ms() >= b->stop_until_ms;
}

/* Until something was settled since `seen`; false: no use to wait. */
static bool wait_for_room(struct fl_bus *b, unsigned seen)
{
    fl_lock_take(&b->lock);
    atomic_store(&b->wants_room, true);
    while (atomic_load(&b->settled) == seen && atomic_load(&b->up) && !is_over(b)) {
        uint64_t now_ms = fl_clock_ms();
        atomic_store(&b->beat_ms, now_ms);
        fl_cond_wait(&b->wake, &b->lock, b->stop ? b->stop_until_ms : now_ms + BEAT_MS);
    }
    atomic_store(&b->wants_room, false);
    bool yes = atomic_load(&b->up) && !is_over(b);
    fl_lock_release(&b->lock);
    return yes;
}

bool fl_publisher_send(struct fl_bus *b, const struct fl_mqtt_message *m)
{
    for (;;) {
        unsigned seen = atomic_load(&b->settled);
        enum fl_err e = fl_mqtt_publish(b->mqtt, m);
        if (e == FL_OK) {
            atomic_fetch_add(&b->published, 1);
            if (b->tokens > TOKENS_MIN)
                b->tokens--;
            return true;
        }
        if (e == FL_E_FULL && wait_for_room(b, seen))
            continue;
        if (e == FL_E_FULL || e == FL_E_OFFLINE)
            return false;
        fl_log(FL_WARN, "bus", "%s cannot be published: %s", m->topic, fl_err_name(e));
        return true;
    }
}

bool fl_publisher_text(struct fl_bus *b, const char *topic, const char *text, int qos, bool retained)
{
    struct fl_mqtt_message m = {
        .topic = topic, .payload = text, .len = strlen(text), .qos = qos, .retained = retained};
    return fl_publisher_send(b, &m);
}

bool fl_publisher_json(struct fl_bus *b, const char *topic, const cJSON *item, int qos)
{
    char *text = item ? fl_json_text(item) : NULL;
    bool sent = !text || fl_publisher_text(b, topic, text, qos, true);
    free(text);
    return sent;
}

bool fl_publisher_clear(void *bus, const char *topic)
{
    return fl_publisher_text(bus, topic, "", 1, true);
}

/* --- the bridge's own topics --------------------------------------------------------------------- */

static bool publish_bridge_state(struct fl_bus *b, bool online)
{
    char topic[FL_TOPIC_MAX];
    return fl_publisher_text(b, fl_topic_bridge(topic, b->conf->prefix, FL_BRIDGE_STATE),
                             fl_payload_availability(online), 1, true);
}

static bool publish_info(struct fl_bus *b)
{
    char topic[FL_TOPIC_MAX];
    cJSON *info = b->host->info ? b->host->info(b->ctx) : NULL;
    if (!info)
        info = cJSON_CreateObject();
    cJSON_AddStringToObject(info, "name", b->gateway);
    cJSON *devices = cJSON_AddArrayToObject(info, "devices");
    cJSON *discovered = cJSON_AddArrayToObject(info, "discovered"); /* those of them in no file */
    fl_lock_take(&b->table);
    for (const struct mirror *d = b->devices; d; d = d->hh.next) {
        cJSON_AddItemToArray(devices, cJSON_CreateString(d->conf.id));
        if (d->conf.discovered)
            cJSON_AddItemToArray(discovered, cJSON_CreateString(d->conf.id));
    }
    fl_lock_release(&b->table);
    bool sent = fl_publisher_json(b, fl_topic_bridge(topic, b->conf->prefix, FL_BRIDGE_INFO), info, 1);
    cJSON_Delete(info);
    return sent;
}

struct census {
    unsigned total, online;
    uint32_t p50_us, p99_us; /* of the slowest device */
};

static struct census count_devices(struct fl_bus *b)
{
    struct census c = {0};
    fl_lock_take(&b->table);
    for (const struct mirror *d = b->devices; d; d = d->hh.next) {
        struct fl_metrics m = {0};
        enum fl_link_state state = FL_LINK_STOPPED;
        b->host->metrics(d->handle, &m, &state);
        uint32_t p50 = fl_metrics_rtt(&m, 50), p99 = fl_metrics_rtt(&m, 99);
        c.total++;
        c.online += state == FL_LINK_ONLINE;
        c.p50_us = p50 > c.p50_us ? p50 : c.p50_us;
        c.p99_us = p99 > c.p99_us ? p99 : c.p99_us;
    }
    fl_lock_release(&b->table);
    return c;
}

static void add_counters(struct fl_bus *b, cJSON *health)
{
    struct fl_bus_stats stats;
    fl_bus_stats(b, &stats);
    cJSON *mqtt = cJSON_AddObjectToObject(health, "mqtt");
    cJSON_AddItemToObject(mqtt, "connects", fl_json_int((int64_t)stats.connects));
    cJSON_AddItemToObject(mqtt, "published", fl_json_int((int64_t)stats.published));
    cJSON_AddItemToObject(mqtt, "received", fl_json_int((int64_t)stats.received));
    cJSON_AddItemToObject(mqtt, "dropped", fl_json_int((int64_t)stats.dropped));
    struct census c = count_devices(b);
    cJSON *devices = cJSON_AddObjectToObject(health, "devices");
    cJSON_AddItemToObject(devices, "total", fl_json_int(c.total));
    cJSON_AddItemToObject(devices, "online", fl_json_int(c.online));
    cJSON *rtt = cJSON_AddObjectToObject(health, "rtt_ms");
    cJSON_AddItemToObject(rtt, "p50", fl_json_real(c.p50_us / 1000.0, 0.1));
    cJSON_AddItemToObject(rtt, "p99", fl_json_real(c.p99_us / 1000.0, 0.1));
}

static bool publish_health(struct fl_bus *b)
{
    char topic[FL_TOPIC_MAX];
    b->health_due_ms = b->status_interval > 0 ? fl_clock_ms() + (uint64_t)b->status_interval : FL_NEVER;
    cJSON *health = b->host->health ? b->host->health(b->ctx) : NULL;
    if (!health)
        health = cJSON_CreateObject();
    add_counters(b, health);
    bool sent = fl_publisher_json(b, fl_topic_bridge(topic, b->conf->prefix, FL_BRIDGE_HEALTH), health, 0);
    cJSON_Delete(health);
    return sent;
}

static bool announce_gateway(struct fl_bus *b)
{
    char topic[FL_TOPIC_MAX];
    if (!b->conf->discovery.enabled)
        return true;
    const struct fl_discovery how = {.mqtt = b->conf, .gateway = b->gateway};
    cJSON *message = fl_discovery_gateway(&how);
    bool sent = fl_publisher_json(
        b, fl_topic_discovery(topic, b->conf->discovery.prefix, b->gateway, NULL, NULL), message, 1);
    cJSON_Delete(message);
    return sent;
}

/* What an earlier run, with another prefix or name, left of the gateway itself goes. What is about to
 * be there is remembered before it is. */
static bool settle_gateway(struct fl_bus *b)
{
    cJSON *now = fl_retained_of(b->conf, b->gateway, NULL);
    if (b->own && cJSON_Compare(b->own, now, true)) {
        cJSON_Delete(now);
        return true;
    }
    char *text = fl_json_text(now);
    if (!text || (b->own && !fl_retained_each_own(b->own, now, fl_publisher_clear, b))) {
        free(text);
        cJSON_Delete(now);
        return text == NULL;
    }
    b->host->remember(b->ctx, FL_BUS_SELF, text);
    free(text);
    cJSON_Delete(b->own);
    b->own = now;
    return true;
}

static bool introduce_gateway(struct fl_bus *b)
{
    return settle_gateway(b) && publish_bridge_state(b, true) && publish_info(b) && announce_gateway(b) &&
           publish_health(b);
}

/* --- the connection ------------------------------------------------------------------------------- */

static void schedule_attempt(struct fl_bus *b, enum fl_err why)
{
    int pause = why == FL_E_AUTH ? AUTH_PAUSE_MS : b->backoff_ms;
    b->backoff_ms = b->backoff_ms * 2 < BACKOFF_MAX_MS ? b->backoff_ms * 2 : BACKOFF_MAX_MS;
    b->attempt_ms = fl_clock_ms() + (uint64_t)pause + fl_publisher_random((uint64_t)pause / 5 + 1);
    b->guard_ms = FL_NEVER;
}

/* Once an outage, and again if the broker now says something worse. */
static void log_outage(struct fl_bus *b, bool was_up, enum fl_err err, const char *why)
{
    if (!was_up && b->logged_err != FL_OK && (err != FL_E_AUTH || b->logged_err == FL_E_AUTH))
        return;
    b->logged_err = err;
    fl_log(err == FL_E_AUTH ? FL_ERROR : FL_WARN, "bus", "%s %s: %s; trying again",
           was_up ? "lost the broker" : "cannot connect to", b->conf->url, why);
}

static void attempt(struct fl_bus *b)
{
    struct fl_error err = {0};
    b->attempt_ms = FL_NEVER;
    b->guard_ms = fl_clock_ms() + ATTEMPT_MAX_MS;
    enum fl_err e = fl_mqtt_connect(b->mqtt, &err);
    if (e == FL_OK)
        return;
    log_outage(b, false, e, err.text);
    schedule_attempt(b, e);
}

static void subscribe(struct fl_bus *b)
{
    char filters[FL_FILTERS_MAX][FL_TOPIC_MAX];
    const char *list[FL_FILTERS_MAX];
    size_t commands = 0, count = fl_topic_filters(filters, b->conf, &commands);
    for (size_t i = 0; i < count; i++)
        list[i] = filters[i];
    fl_mqtt_subscribe(b->mqtt, list, commands, 1, true);
    if (count > commands) /* Home Assistant's birth may be retained, and is wanted then */
        fl_mqtt_subscribe(b->mqtt, list + commands, count - commands, 1, false);
}

static void queue_all(struct fl_bus *b, bool anew)
{
    fl_lock_take(&b->lock);
    struct mirror *d, *next;
    HASH_ITER(hh, b->devices, d, next)
    {
        if (anew) {
            fl_mirror_forget(d);
            d->announced_ms = 0;
        }
        fl_publisher_full(b, d, true);
    }
    fl_lock_release(&b->lock);
}

static void log_recovery(const struct fl_bus *b)
{
    const char *version = fl_mqtt_version(b->mqtt) == 5 ? "5" : "3.1.1";
    if (b->down_since_ms == 0 || b->logged_err == FL_OK)
        fl_log(FL_INFO, "bus", "connected to %s (MQTT %s)", b->conf->url, version);
    else
        fl_log(FL_INFO, "bus", "connected to %s (MQTT %s) after %" PRIu64 " s", b->conf->url, version,
               (b->up_since_ms - b->down_since_ms + 500) / 1000);
}

static void came_up(struct fl_bus *b)
{
    b->up_since_ms = fl_clock_ms();
    b->attempt_ms = b->guard_ms = FL_NEVER;
    atomic_fetch_add(&b->connects, 1);
    log_recovery(b);
    b->logged_err = FL_OK;
    subscribe(b);
    if (introduce_gateway(b))
        queue_all(b, true);
}

static void went_down(struct fl_bus *b, enum fl_err err, const char *why)
{
    uint64_t now_ms = fl_clock_ms();
    bool was_up = b->up_since_ms != 0;
    if (was_up) {
        b->down_since_ms = now_ms;
        if (now_ms - b->up_since_ms >= STEADY_MS)
            b->backoff_ms = BACKOFF_MIN_MS;
    } else if (b->down_since_ms == 0) {
        b->down_since_ms = now_ms;
    }
    b->up_since_ms = 0;
    log_outage(b, was_up, err, why);
    schedule_attempt(b, err);
    for (struct mirror *d = b->full_list, *next; d; d = next) { /* all are queued again */
        next = d->next_full;
        d->full = FULL_NONE;
        DL_DELETE2(b->full_list, d, prev_full, next_full);
    }
}

/* What the handlers noted. A connection may have come and gone since the last look. */
static void follow_connection(struct fl_bus *b)
{
    char why[sizeof(b->down_why)];
    fl_lock_take(&b->lock);
    bool down = b->went_down, up = b->came_up && atomic_load(&b->up);
    enum fl_err err = b->down_err;
    fl_copy(why, sizeof(why), b->down_why);
    b->came_up = b->went_down = false;
    fl_lock_release(&b->lock);
    if (down)
        went_down(b, err, why);
    if (up)
        came_up(b);
    uint64_t now_ms = fl_clock_ms();
    if (b->guard_ms <= now_ms)
        went_down(b, FL_E_TIMEOUT, "no answer");
    if (b->attempt_ms <= now_ms)
        attempt(b);
}

/* --- the outbox -------------------------------------------------------------------------------------- */

static bool send_copy(struct fl_bus *b, const char *topic, const char *text, const struct fl_request *r)
{
    struct fl_mqtt_message m = {.topic = topic,
                                .payload = text,
                                .len = strlen(text),
                                .qos = 1,
                                .correlation = r->correlation,
                                .correlation_len = r->correlation_len};
    return fl_publisher_send(b, &m);
}

static bool may_answer_on(const struct fl_bus *b, const char *topic)
{
    return topic && fl_mqtt_version(b->mqtt) == 5 && fl_topic_response_ok(b->conf, topic);
}

static bool send_verdict(struct fl_bus *b, const struct fl_verdict *v)
{
    char topic[FL_TOPIC_MAX];
    const struct fl_request *r = v->request;
    char *text = fl_payload_verdict(v);
    if (!text)
        return true;
    bool sent = fl_publisher_text(b, fl_topic_device(topic, b->conf->prefix, r->device, FL_LEAF_VERDICT),
                                  text, 1, false) &&
                (!may_answer_on(b, r->response_topic) || send_copy(b, r->response_topic, text, r));
    if (sent)
        fl_router_settled(b->router, r, text);
    free(text);
    return sent;
}

static bool send_outgoing(struct fl_bus *b, const struct outgoing *o)
{
    if (o->verdict)
        return send_verdict(b, o->verdict);
    struct fl_mqtt_message m = {.topic = o->topic, .payload = o->payload, .len = o->len, .qos = o->qos};
    if (!fl_publisher_send(b, &m))
        return false;
    m.topic = o->response_topic;
    m.correlation = o->correlation;
    m.correlation_len = o->correlation_len;
    return !may_answer_on(b, o->response_topic) || fl_publisher_send(b, &m);
}

/* What could not be sent stays the current one, to go first on the next connection. */
static bool send_outbox(struct fl_bus *b)
{
    for (;;) {
        if (!b->current) {
            fl_lock_take(&b->lock);
            b->current = fl_ring_take(&b->outbox);
            fl_lock_release(&b->lock);
        }
        if (!b->current)
            return true;
        if (!send_outgoing(b, b->current))
            return false;
        fl_outgoing_destroy(b->current);
        b->current = NULL;
    }
}

/* --- devices -------------------------------------------------------------------------------------------- */

void fl_publisher_full(struct fl_bus *b, struct mirror *d, bool announce)
{
    d->announce |= announce;
    if (d->full == FULL_NONE)
        DL_APPEND2(b->full_list, d, prev_full, next_full);
    d->full = FULL_BEGIN;
}

/* Those that are there now, and no more: who changes all the time must not keep the others' verdicts
 * waiting. */
static bool publish_dirty(struct fl_bus *b)
{
    size_t count;
    struct mirror *d;
    fl_lock_take(&b->lock);
    DL_COUNT2(b->dirty, d, count, next_dirty);
    fl_lock_release(&b->lock);
    for (; count > 0; count--) {
        fl_lock_take(&b->lock);
        d = b->dirty;
        if (d) {
            DL_DELETE2(b->dirty, d, prev_dirty, next_dirty);
            d->dirty = false;
        }
        fl_lock_release(&b->lock);
        if (!d)
            return true;
        if (!fl_mirror_changed(b, d))
            return false;
    }
    return true;
}

static bool publish_due(struct fl_bus *b)
{
    uint64_t now_ms = fl_clock_ms();
    for (struct fl_timer *t = fl_timers_first(&b->timers); t && t->due_ms <= now_ms;
         t = fl_timers_first(&b->timers))
        if (!fl_mirror_due(b, t->owner, now_ms))
            return false;
    return b->health_due_ms > now_ms || publish_health(b);
}

static void refill_tokens(struct fl_bus *b)
{
    uint64_t now_ms = fl_clock_ms(), gained = now_ms - b->tokens_ms;
    b->tokens_ms = now_ms;
    b->tokens = gained >= TOKENS_MAX - (uint64_t)TOKENS_MIN || b->tokens + (int)gained > TOKENS_MAX
                    ? TOKENS_MAX
                    : b->tokens + (int)gained;
    if (b->tokens > 0 || now_ms < b->share_ms + STEP_MS)
        return;
    b->tokens = TOKENS_SHARE;
    b->share_ms = now_ms;
}

/* A step of the full publications that are queued, as the pace allows. */
static bool publish_full(struct fl_bus *b)
{
    refill_tokens(b);
    while (b->full_list && b->tokens > 0) {
        struct mirror *d = b->full_list;
        if (!fl_mirror_full_step(b, d))
            return false;
        if (d->full == FULL_NONE)
            DL_DELETE2(b->full_list, d, prev_full, next_full);
    }
    return true;
}

/* Takes a removed device out of the publisher's own lists. */
static void detach(struct fl_bus *b, struct mirror *d)
{
    fl_timers_set(&b->timers, &d->timer, FL_NEVER);
    if (d->full != FULL_NONE)
        DL_DELETE2(b->full_list, d, prev_full, next_full);
    d->full = FULL_NONE;
}

static bool drain(struct fl_bus *b)
{
    uint64_t until_ms = fl_clock_ms() + DRAIN_MS;
    for (;;) {
        unsigned seen = atomic_load(&b->settled);
        if (fl_mqtt_in_flight(b->mqtt, 1) == 0)
            return atomic_load(&b->up);
        if (fl_clock_ms() >= until_ms || !wait_for_room(b, seen))
            return false;
    }
}

/* Everything of it is off the broker, and the broker has said so. */
static bool clear_gone(struct fl_bus *b, struct mirror *d)
{
    if (!fl_mirror_clear(b, d) || !drain(b))
        return false;
    fl_lock_take(&b->lock);
    struct mirror *again;
    HASH_FIND_STR(b->devices, d->conf.id, again);
    fl_lock_release(&b->lock);
    if (!again) /* else its record is in use */
        b->host->forgotten(b->ctx, d->conf.id);
    return true;
}

static bool say_goodbye(struct fl_bus *b, struct mirror *d)
{
    char topic[FL_TOPIC_MAX];
    return !d->introduced ||
           fl_publisher_text(b, fl_topic_device(topic, b->conf->prefix, d->conf.id, FL_LEAF_AVAILABILITY),
                             "offline", 1, true);
}

static bool finish_gone(struct fl_bus *b)
{
    for (;;) {
        fl_lock_take(&b->lock);
        struct mirror *d = b->gone;
        fl_lock_release(&b->lock);
        if (!d)
            return true;
        detach(b, d);
        if (d->clear ? !clear_gone(b, d) : !say_goodbye(b, d))
            return false; /* again on the next connection */
        fl_lock_take(&b->lock);
        DL_DELETE2(b->gone, d, prev_dirty, next_dirty);
        fl_lock_release(&b->lock);
        fl_mirror_destroy(d);
    }
}

/* --- the loop --------------------------------------------------------------------------------------------- */

static bool take_info_due(struct fl_bus *b)
{
    fl_lock_take(&b->lock);
    bool due = b->info_due;
    b->info_due = false;
    fl_lock_release(&b->lock);
    return due;
}

/* Home Assistant has started: all it may want to know again. */
static bool greet_home_assistant(struct fl_bus *b)
{
    fl_lock_take(&b->lock);
    bool due = b->ha_due_ms <= fl_clock_ms();
    if (due)
        b->ha_due_ms = FL_NEVER;
    fl_lock_release(&b->lock);
    if (!due)
        return true;
    if (!announce_gateway(b) || !publish_bridge_state(b, true))
        return false;
    queue_all(b, false);
    return true;
}

/* Who was removed is finished before anybody's full publication: the same id may have come back. */
static bool publish_all(struct fl_bus *b)
{
    return publish_dirty(b) && send_outbox(b) && (!take_info_due(b) || publish_info(b)) &&
           greet_home_assistant(b) && publish_due(b) && finish_gone(b) && publish_full(b);
}

static uint64_t earliest(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t next_due_locked(const struct fl_bus *b)
{
    uint64_t due = earliest(b->attempt_ms, b->guard_ms);
    if (!atomic_load(&b->up))
        return due;
    const struct fl_timer *t = fl_timers_first(&b->timers);
    due = earliest(due, earliest(b->ha_due_ms, b->health_due_ms));
    if (b->full_list)
        due = earliest(due, b->tokens > 0 ? 0 : b->tokens_ms + STEP_MS);
    return t ? earliest(due, t->due_ms) : due;
}

static bool has_work_locked(const struct fl_bus *b)
{
    if (b->stop || b->came_up || b->went_down)
        return true;
    return atomic_load(&b->up) && (b->dirty || b->gone || b->outbox.count || b->info_due);
}

/* False: time to stop. */
static bool wait_for_work(struct fl_bus *b)
{
    fl_lock_take(&b->lock);
    uint64_t beat_ms = fl_clock_ms() + BEAT_MS;
    for (;;) { /* what wakes us may bring a deadline forward */
        uint64_t due = earliest(beat_ms, next_due_locked(b));
        if (has_work_locked(b) || fl_clock_ms() >= due)
            break;
        fl_cond_wait(&b->wake, &b->lock, due);
    }
    bool go_on = !b->stop;
    fl_lock_release(&b->lock);
    atomic_store(&b->beat_ms, fl_clock_ms());
    return go_on;
}

static bool farewell_devices(struct fl_bus *b)
{
    /* Nobody adds or removes a device while fl_bus_stop() waits for this. */
    for (struct mirror *d = b->devices; d; d = d->hh.next)
        if (!fl_mirror_farewell(b, d))
            return false;
    return true;
}

/* Whether there is time left to say goodbye. The devices may be gone when there is not. */
static bool may_say_goodbye(struct fl_bus *b)
{
    fl_lock_take(&b->lock);
    bool yes = atomic_load(&b->up) && !is_over(b);
    fl_lock_release(&b->lock);
    return yes;
}

static void finished(struct fl_bus *b)
{
    fl_lock_take(&b->lock);
    b->finished = true;
    fl_cond_signal(&b->finish);
    fl_lock_release(&b->lock);
}

static void farewell(struct fl_bus *b)
{
    if (may_say_goodbye(b) && finish_gone(b) && publish_dirty(b) && send_outbox(b) && farewell_devices(b))
        publish_bridge_state(b, false);
    uint64_t now_ms = fl_clock_ms();
    fl_mqtt_disconnect(b->mqtt, b->stop_until_ms > now_ms ? (int)(b->stop_until_ms - now_ms) : 0);
    atomic_store(&b->up, false);
}

void fl_publisher_run(void *bus)
{
    struct fl_bus *b = bus;
    b->backoff_ms = BACKOFF_MIN_MS;
    b->attempt_ms = 0; /* at once */
    b->guard_ms = FL_NEVER;
    b->health_due_ms = FL_NEVER;
    b->tokens = TOKENS_MAX;
    b->tokens_ms = fl_clock_ms();
    do {
        follow_connection(b);
        if (atomic_load(&b->up) && b->up_since_ms != 0)
            publish_all(b);
    } while (wait_for_work(b));
    farewell(b);
    fl_mqtt_close(b->mqtt);
    finished(b);
}
