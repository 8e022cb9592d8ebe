/* The facade: the device table, the outbox, and what paho's threads note for the publisher. */
#include "bus/bus.h"

#include <stdlib.h>
#include <string.h>

#include <utlist.h>

#include <fairlead/log.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/str.h"
#include "bus/bus_private.h"
#include "bus/payload.h"

enum {
    HA_DELAY_MS = 2000,
    NAMES_ELLIPSIS = 4,
    STUCK_MS = 1300 /* beyond the time given: the publisher hangs in the library */
};

/* --- paho's handlers: they note and return ---------------------------------------------------- */

static void on_connected(void *ctx)
{
    struct fl_bus *b = ctx;
    fl_lock_take(&b->lock);
    atomic_store(&b->up, true);
    b->came_up = true;
    b->ha_retained_seen = false;
    fl_cond_signal(&b->wake);
    fl_lock_release(&b->lock);
}

static void note_down(struct fl_bus *b, enum fl_err err, const char *why)
{
    fl_lock_take(&b->lock);
    atomic_store(&b->up, false);
    b->came_up = false;
    b->went_down = true;
    b->down_err = err;
    fl_copy(b->down_why, sizeof(b->down_why), why);
    fl_cond_signal(&b->wake);
    fl_lock_release(&b->lock);
}

static void on_lost(void *ctx, const char *why)
{
    note_down(ctx, FL_E_CLOSED, why);
}

static void on_refused(void *ctx, enum fl_err err, const char *why)
{
    note_down(ctx, err, why);
}

static void on_message(void *ctx, const struct fl_mqtt_message *m)
{
    struct fl_bus *b = ctx;
    atomic_fetch_add(&b->received, 1);
    fl_router_message(b->router, m);
}

/* Called for each publication: the lock is taken only when the publisher waits for room. */
static void on_settled(void *ctx, int qos)
{
    struct fl_bus *b = ctx;
    (void)qos;
    atomic_fetch_add(&b->settled, 1);
    if (!atomic_load(&b->wants_room))
        return;
    fl_lock_take(&b->lock);
    fl_cond_signal(&b->wake);
    fl_lock_release(&b->lock);
}

static const struct fl_mqtt_handlers handlers = {
    .connected = on_connected,
    .lost = on_lost,
    .refused = on_refused,
    .message = on_message,
    .settled = on_settled,
};

/* --- the outbox --------------------------------------------------------------------------------- */

void fl_outgoing_destroy(struct outgoing *o)
{
    if (!o)
        return;
    fl_verdict_destroy(o->verdict);
    free(o->topic);
    free(o->payload);
    free(o->response_topic);
    free(o->correlation);
    free(o);
}

/* One that nobody will ever get. A verdict is still what a repeat of its command is answered by. */
static void drop_out(struct fl_bus *b, struct outgoing *o)
{
    atomic_fetch_add(&b->dropped, 1);
    char *text = o->verdict ? fl_payload_verdict(o->verdict) : NULL;
    if (text)
        fl_router_lost(b->router, o->verdict->request, text);
    free(text);
    fl_outgoing_destroy(o);
}

/* Takes o. When it is full (the broker is away) the oldest goes. */
static void put_out(struct fl_bus *b, struct outgoing *o)
{
    struct outgoing *oldest = NULL;
    fl_lock_take(&b->lock);
    if (b->outbox.count == b->outbox.cap)
        oldest = fl_ring_take(&b->outbox);
    fl_ring_put(&b->outbox, o);
    fl_cond_signal(&b->wake);
    fl_lock_release(&b->lock);
    if (oldest)
        drop_out(b, oldest);
}

/* Takes payload. */
static void put_text(struct fl_bus *b, const char *topic, char *payload, int qos)
{
    struct outgoing *o = payload ? calloc(1, sizeof(*o)) : NULL;
    if (!o) {
        free(payload);
        atomic_fetch_add(&b->dropped, 1);
        return;
    }
    *o = (struct outgoing){.topic = fl_strdup(topic), .payload = payload, .len = strlen(payload), .qos = qos};
    if (o->topic)
        put_out(b, o);
    else
        fl_outgoing_destroy(o);
}

void fl_bus_verdict(struct fl_bus *b, struct fl_verdict *v)
{
    struct outgoing *o = calloc(1, sizeof(*o));
    if (!o) {
        fl_verdict_destroy(v);
        atomic_fetch_add(&b->dropped, 1);
        return;
    }
    o->verdict = v;
    put_out(b, o);
}

void fl_bus_event(struct fl_bus *b, const char *device, char *json)
{
    char topic[FL_TOPIC_MAX];
    put_text(b, fl_topic_device(topic, b->conf->prefix, device, FL_LEAF_EVENT), json, 1);
}

/* Not while the broker is away: it would push verdicts out. Not about the bus itself: a line about
 * a publication would cause the next. */
void fl_bus_log(struct fl_bus *b, enum fl_level level, const char *subject, const char *text)
{
    char topic[FL_TOPIC_MAX], when[FL_TIME_TEXT];
    if (level > FL_WARN || !atomic_load(&b->up) || strcmp(subject, "bus") == 0 ||
        strcmp(subject, "mqtt") == 0)
        return;
    cJSON *o = cJSON_CreateObject();
    cJSON_AddStringToObject(o, "time", fl_clock_text(fl_clock_utc_ms(), when));
    cJSON_AddStringToObject(o, "level", level == FL_ERROR ? "error" : "warn");
    cJSON_AddStringToObject(o, "subject", subject);
    cJSON_AddStringToObject(o, "text", text);
    put_text(b, fl_topic_bridge(topic, b->conf->prefix, FL_BRIDGE_LOG), o ? fl_json_text(o) : NULL, 0);
    cJSON_Delete(o);
}

void fl_bridge_request_destroy(struct fl_bridge_request *r)
{
    if (!r)
        return;
    free(r->op);
    free(r->id);
    cJSON_Delete(r->args);
    free(r->response_topic);
    free(r->correlation);
    free(r);
}

static char *response_text(const struct fl_bridge_request *r, const char *error, cJSON *data)
{
    cJSON *o = cJSON_CreateObject();
    if (r->id)
        cJSON_AddStringToObject(o, "id", r->id);
    cJSON_AddStringToObject(o, "status", error ? "error" : "ok");
    cJSON_AddItemToObject(o, "data", data ? data : cJSON_CreateNull());
    if (error)
        cJSON_AddStringToObject(o, "error", error);
    else
        cJSON_AddNullToObject(o, "error");
    char *text = o ? fl_json_text(o) : NULL;
    cJSON_Delete(o);
    return text;
}

void fl_bus_respond(struct fl_bus *b, struct fl_bridge_request *request, const char *error, cJSON *data)
{
    char topic[FL_TOPIC_MAX];
    char *text = response_text(request, error, data);
    struct outgoing *o = text ? calloc(1, sizeof(*o)) : NULL;
    if (o) {
        *o = (struct outgoing){.topic = fl_strdup(fl_topic_response(topic, b->conf->prefix, request->op)),
                               .payload = text,
                               .len = strlen(text),
                               .qos = 1,
                               .response_topic = request->response_topic,
                               .correlation = request->correlation,
                               .correlation_len = request->correlation_len};
        request->response_topic = NULL;
        request->correlation = NULL;
    }
    if (o && o->topic)
        put_out(b, o);
    else if (o)
        fl_outgoing_destroy(o);
    else
        free(text);
    fl_bridge_request_destroy(request);
}

void fl_bus_info_changed(struct fl_bus *b)
{
    fl_lock_take(&b->lock);
    b->info_due = true;
    fl_cond_signal(&b->wake);
    fl_lock_release(&b->lock);
}

/* --- what the router asks for -------------------------------------------------------------------- */

static bool with_device(void *ctx, const char *id,
                        void (*use)(void *arg, const struct fl_device_conf *conf, void *handle), void *arg)
{
    struct fl_bus *b = ctx;
    struct mirror *d;
    fl_lock_take(&b->table);
    HASH_FIND_STR(b->devices, id, d);
    if (d)
        use(arg, &d->conf, d->handle);
    fl_lock_release(&b->table);
    return d != NULL;
}

static void device_names(void *ctx, char *buf, size_t cap)
{
    struct fl_bus *b = ctx;
    size_t len = 0;
    buf[0] = '\0';
    fl_lock_take(&b->table);
    for (const struct mirror *d = b->devices; d; d = d->hh.next) {
        size_t need = strlen(d->conf.id) + 2;
        if (len + need + NAMES_ELLIPSIS >= cap) {
            fl_format(buf + len, cap - len, " ...");
            break;
        }
        fl_format(buf + len, cap - len, "%s%s", len ? ", " : "", d->conf.id);
        len = strlen(buf);
    }
    fl_lock_release(&b->table);
}

static void take_verdict(void *ctx, struct fl_verdict *v)
{
    fl_bus_verdict(ctx, v);
}

/* The same verdict again, for a repeated id. */
static void echo(void *ctx, struct fl_request *request, char *verdict)
{
    struct fl_bus *b = ctx;
    char topic[FL_TOPIC_MAX];
    struct outgoing *o = calloc(1, sizeof(*o));
    if (o) {
        *o = (struct outgoing){
            .topic = fl_strdup(fl_topic_device(topic, b->conf->prefix, request->device, FL_LEAF_VERDICT)),
            .payload = verdict,
            .len = strlen(verdict),
            .qos = 1,
            .response_topic = request->response_topic,
            .correlation = request->correlation,
            .correlation_len = request->correlation_len};
        request->response_topic = NULL;
        request->correlation = NULL;
    } else {
        free(verdict);
    }
    if (o && o->topic)
        put_out(b, o);
    else
        fl_outgoing_destroy(o);
    fl_request_destroy(request);
}

static void respond(void *ctx, struct fl_bridge_request *request, const char *error)
{
    fl_bus_respond(ctx, request, error, NULL);
}

/* A retained one comes at each connection, and counts once; with many devices not all gateways
 * should answer at the same moment. */
static void ha_status(void *ctx, bool online, bool retained)
{
    struct fl_bus *b = ctx;
    if (!online)
        return;
    fl_lock_take(&b->lock);
    if (!retained || !b->ha_retained_seen)
        b->ha_due_ms = fl_clock_ms() + fl_publisher_random(HA_DELAY_MS);
    b->ha_retained_seen |= retained;
    fl_cond_signal(&b->wake);
    fl_lock_release(&b->lock);
}

static const struct fl_router_ops router_ops = {
    .with_device = with_device,
    .device_names = device_names,
    .verdict = take_verdict,
    .echo = echo,
    .respond = respond,
    .ha_status = ha_status,
};

/* --- devices -------------------------------------------------------------------------------------- */

static void mark_dirty_locked(struct fl_bus *b, struct mirror *d)
{
    fl_lock_held(&b->lock);
    if (!d->dirty)
        DL_APPEND2(b->dirty, d, prev_dirty, next_dirty);
    d->dirty = true;
    fl_cond_signal(&b->wake);
}

enum fl_err fl_bus_add(struct fl_bus *b, const struct fl_device_conf *conf, void *handle,
                       const char *published)
{
    struct mirror *d = fl_mirror_create(conf, handle, published);
    if (!d)
        return FL_E_NOMEM;
    struct mirror *same;
    fl_lock_take(&b->table);
    fl_lock_take(&b->lock);
    HASH_FIND_STR(b->devices, conf->id, same);
    if (!same) {
        HASH_ADD_KEYPTR(hh, b->devices, d->conf.id, strlen(d->conf.id), d);
        mark_dirty_locked(b, d);
        b->info_due = true;
    }
    fl_lock_release(&b->lock);
    fl_lock_release(&b->table);
    if (!same)
        return FL_OK;
    fl_mirror_destroy(d);
    return FL_E_RANGE;
}

void fl_bus_remove(struct fl_bus *b, const char *device, bool clear)
{
    struct mirror *d;
    fl_lock_take(&b->table);
    fl_lock_take(&b->lock);
    HASH_FIND_STR(b->devices, device, d);
    if (d) {
        HASH_DEL(b->devices, d);
        if (d->dirty)
            DL_DELETE2(b->dirty, d, prev_dirty, next_dirty);
        d->dirty = false;
        d->handle = NULL;
        d->gone = true;
        d->clear = clear;
        DL_APPEND2(b->gone, d, prev_dirty, next_dirty);
        b->info_due = true;
        fl_cond_signal(&b->wake);
    }
    fl_lock_release(&b->lock);
    fl_lock_release(&b->table);
}

void fl_bus_clear(struct fl_bus *b, const char *device, const char *published)
{
    struct fl_device_conf conf = {.id = device};
    struct mirror *d = fl_mirror_create(&conf, NULL, published);
    if (!d)
        return;
    d->gone = d->clear = true;
    fl_lock_take(&b->lock);
    DL_APPEND2(b->gone, d, prev_dirty, next_dirty);
    fl_cond_signal(&b->wake);
    fl_lock_release(&b->lock);
}

void fl_bus_dirty(struct fl_bus *b, const char *device)
{
    struct mirror *d;
    fl_lock_take(&b->lock);
    HASH_FIND_STR(b->devices, device, d);
    if (d)
        mark_dirty_locked(b, d);
    fl_lock_release(&b->lock);
}

static struct image *image_of(struct mirror *d, const char *name)
{
    struct image *i;
    DL_FOREACH(d->images, i)
    if (strcmp(i->name, name) == 0)
        return i;
    i = calloc(1, sizeof(*i));
    if (!i || !(i->name = fl_strdup(name))) {
        free(i);
        return NULL;
    }
    DL_APPEND(d->images, i);
    return i;
}

void fl_bus_image(struct fl_bus *b, const char *device, const char *name, const char *mime, void *data,
                  size_t len)
{
    char *type = fl_strdup(mime);
    struct mirror *d;
    fl_lock_take(&b->lock);
    HASH_FIND_STR(b->devices, device, d);
    struct image *i = d ? image_of(d, name) : NULL;
    if (i) { /* the older picture goes: ours are freed below */
        void *old_data = i->data;
        char *old_type = i->mime;
        i->data = data;
        i->len = len;
        i->mime = type;
        i->pending = true;
        data = old_data;
        type = old_type;
        mark_dirty_locked(b, d);
    }
    fl_lock_release(&b->lock);
    free(data);
    free(type);
}

/* --- life ------------------------------------------------------------------------------------------ */

static enum fl_err make_parts(struct fl_bus *b, uint32_t session_s, struct fl_error *err)
{
    char will[FL_TOPIC_MAX];
    if (!b->gateway || !fl_ring_init(&b->outbox, OUTBOX_MAX))
        return fl_fail(err, FL_E_NOMEM, "no memory for the bus");
    b->router = fl_router_create(b->conf, b->host, b->ctx, &router_ops, b);
    if (!b->router)
        return fl_fail(err, FL_E_NOMEM, "no memory for the bus");
    b->mqtt = fl_mqtt_create(b->conf, fl_topic_bridge(will, b->conf->prefix, FL_BRIDGE_STATE), session_s,
                             &handlers, b, err);
    return b->mqtt ? FL_OK : FL_E_CONFIG;
}

struct fl_bus *fl_bus_create(const struct fl_mqtt_conf *conf, const char *gateway_name, int status_interval,
                             uint32_t session_s, const struct fl_bus_host *host, void *ctx,
                             struct fl_error *err)
{
    struct fl_bus *b = calloc(1, sizeof(*b));
    if (!b) {
        fl_fail(err, FL_E_NOMEM, "no memory for the bus");
        return NULL;
    }
    b->conf = conf;
    b->gateway = fl_strdup(gateway_name);
    b->status_interval = status_interval;
    b->host = host;
    b->ctx = ctx;
    b->ha_due_ms = FL_NEVER;
    atomic_init(&b->beat_ms, fl_clock_ms());
    fl_lock_init(&b->table, FL_RANK_GATEWAY);
    fl_lock_init(&b->lock, FL_RANK_OUTBOX);
    fl_cond_init(&b->wake);
    fl_cond_init(&b->finish);
    if (make_parts(b, session_s, err) == FL_OK)
        return b;
    fl_bus_destroy(b);
    return NULL;
}

void fl_bus_former(struct fl_bus *b, const char *published)
{
    cJSON_Delete(b->own);
    b->own = published ? cJSON_Parse(published) : NULL;
}

enum fl_err fl_bus_start(struct fl_bus *b, struct fl_error *err)
{
    return fl_thread_create(&b->thread, "publish", FL_STACK_DEFAULT, NULL, fl_publisher_run, b, err);
}

/* Whoever is left behind finds no device any more. */
static void let_go_of_devices(struct fl_bus *b)
{
    fl_lock_take(&b->table);
    fl_lock_take(&b->lock);
    for (struct mirror *d = b->devices; d; d = d->hh.next)
        d->handle = NULL;
    HASH_CLEAR(hh, b->devices);
    fl_lock_release(&b->lock);
    fl_lock_release(&b->table);
}

bool fl_bus_stop(struct fl_bus *b, int wait_ms)
{
    if (!b->thread.created)
        return true;
    uint64_t until_ms = fl_clock_add(fl_clock_ms(), (uint64_t)(wait_ms > 0 ? wait_ms : 0));
    fl_lock_take(&b->lock);
    b->stop = true;
    b->stop_until_ms = until_ms;
    fl_cond_signal(&b->wake);
    while (!b->finished && fl_cond_wait(&b->finish, &b->lock, until_ms + STUCK_MS))
        ;
    bool finished = b->finished;
    fl_lock_release(&b->lock);
    if (finished)
        fl_thread_join(&b->thread);
    else
        let_go_of_devices(b);
    return finished;
}

static void destroy_devices(struct fl_bus *b)
{
    struct mirror *d, *next;
    HASH_ITER(hh, b->devices, d, next)
    {
        HASH_DEL(b->devices, d);
        fl_mirror_destroy(d);
    }
    DL_FOREACH_SAFE2(b->gone, d, next, next_dirty)
    fl_mirror_destroy(d);
}

void fl_bus_destroy(struct fl_bus *b)
{
    if (!b)
        return;
    if (!fl_bus_stop(b, 0))
        return;
    fl_mqtt_destroy(b->mqtt); /* no callback comes after this */
    fl_router_destroy(b->router);
    destroy_devices(b);
    fl_outgoing_destroy(b->current);
    for (struct outgoing *o = fl_ring_take(&b->outbox); o; o = fl_ring_take(&b->outbox))
        fl_outgoing_destroy(o);
    fl_ring_finish(&b->outbox);
    fl_timers_finish(&b->timers);
    cJSON_Delete(b->own);
    fl_cond_finish(&b->wake);
    fl_cond_finish(&b->finish);
    fl_lock_finish(&b->lock);
    fl_lock_finish(&b->table);
    free(b->gateway);
    free(b);
}

void fl_bus_stats(struct fl_bus *b, struct fl_bus_stats *out)
{
    fl_lock_take(&b->lock);
    uint32_t waiting = (uint32_t)b->outbox.count;
    fl_lock_release(&b->lock);
    *out = (struct fl_bus_stats){
        .connected = atomic_load(&b->up),
        .version = atomic_load(&b->connects) ? fl_mqtt_version(b->mqtt) : 0,
        .connects = atomic_load(&b->connects),
        .published = atomic_load(&b->published),
        .dropped = atomic_load(&b->dropped),
        .received = atomic_load(&b->received),
        .outbox = waiting,
        .publisher_beat_ms = atomic_load(&b->beat_ms),
    };
}
