/* Arrived messages. What is wrong with one becomes a verdict or an answer that says what is allowed. */
#include "bus/router.h"

#include <ctype.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fairlead/log.h>
#include <uthash.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/lock.h"
#include "base/str.h"
#include "bus/payload.h"
#include "bus/topics.h"

enum {
    REPEAT_MS = 5 * 60 * 1000, /* so long an id is known */
    MEMORY_MAX = 8192,         /* ids; the oldest go first */
    WAITING_MAX = 16,          /* repeats of one id that wait for its verdict */
    REMINDED_MAX = 256,        /* topics of retained commands that were logged */
    COPY_MS = 20,              /* a broker's second copy of one message comes right behind the first */
    NAMES_MAX = 120            /* bytes of "there are ..." in an error */
};

struct waiting { /* a repeat, while the first is under way */
    struct fl_request *request;
    struct waiting *next;
};

struct memory { /* an id that a payload gave */
    char *key;  /* <device>/<command>\n<id> */
    uint64_t since_ms;
    char *verdict; /* NULL: still under way */
    struct waiting *waiting;
    size_t waiting_count;
    UT_hash_handle hh;
};

struct reminded {
    char *topic;
    UT_hash_handle hh;
};

struct last { /* the message just before, if its topic is doubled */
    char *topic;
    void *payload;
    size_t len;
    uint64_t at_ms;
};

struct fl_router {
    /* immutable */
    const struct fl_mqtt_conf *conf;
    const struct fl_bus_host *host;
    void *host_ctx;
    const struct fl_router_ops *ops;
    void *ctx;
    /* paho's thread */
    struct reminded *reminded;
    struct last last;
    uint64_t made_up; /* ids */
    /* under lock */
    struct fl_lock lock;
    struct memory *memories; /* in the order of arrival */
};

/* --- life ------------------------------------------------------------------------------------ */

struct fl_router *fl_router_create(const struct fl_mqtt_conf *conf, const struct fl_bus_host *host,
                                   void *host_ctx, const struct fl_router_ops *ops, void *ops_ctx)
{
    struct fl_router *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    *r = (struct fl_router){.conf = conf, .host = host, .host_ctx = host_ctx, .ops = ops, .ctx = ops_ctx};
    fl_lock_init(&r->lock, FL_RANK_OUTBOX);
    return r;
}

static void destroy_waiting(struct waiting *w)
{
    while (w) {
        struct waiting *next = w->next;
        fl_request_destroy(w->request);
        free(w);
        w = next;
    }
}

static void destroy_memory(struct memory *m)
{
    destroy_waiting(m->waiting);
    free(m->key);
    free(m->verdict);
    free(m);
}

void fl_router_destroy(struct fl_router *r)
{
    if (!r)
        return;
    struct memory *m, *next;
    HASH_ITER(hh, r->memories, m, next)
    {
        HASH_DEL(r->memories, m);
        destroy_memory(m);
    }
    struct reminded *t, *following;
    HASH_ITER(hh, r->reminded, t, following)
    {
        HASH_DEL(r->reminded, t);
        free(t->topic);
        free(t);
    }
    free(r->last.topic);
    free(r->last.payload);
    fl_lock_finish(&r->lock);
    free(r);
}

/* --- repeated ids ------------------------------------------------------------------------------ */

static char *memory_key(const struct fl_request *request)
{
    struct fl_str s = {0};
    fl_str_addf(&s, "%s/%s\n%s", request->device, request->command, request->id);
    return fl_str_take(&s);
}

/* Forgets what is too old, and the oldest if there are too many. One that is under way stays: its
 * verdict comes. */
static void forget_old_locked(struct fl_router *r, uint64_t now_ms)
{
    fl_lock_held(&r->lock);
    struct memory *m, *next;
    HASH_ITER(hh, r->memories, m, next)
    {
        bool old = now_ms - m->since_ms >= REPEAT_MS;
        if (!old && HASH_COUNT(r->memories) < MEMORY_MAX)
            return;
        if (!m->verdict && old)
            continue;
        HASH_DEL(r->memories, m);
        destroy_memory(m);
    }
}

static void add_waiting_locked(struct memory *m, struct fl_request *request)
{
    struct waiting *w = m->waiting_count < WAITING_MAX ? calloc(1, sizeof *w) : NULL;
    if (!w) {
        fl_request_destroy(request); /* the first one's verdict bears the same id */
        return;
    }
    *w = (struct waiting){.request = request, .next = m->waiting};
    m->waiting = w;
    m->waiting_count++;
}

/* Remembers the id. True: it came before, and the request is answered by the first one's verdict
 * (and taken). */
static bool is_repeat(struct fl_router *r, struct fl_request *request)
{
    char *key = memory_key(request), *verdict = NULL;
    struct memory *m = NULL, *fresh = calloc(1, sizeof *fresh);
    if (!key || !fresh) {
        free(key);
        free(fresh);
        return false;
    }
    fl_lock_take(&r->lock);
    forget_old_locked(r, request->received_ms);
    HASH_FIND_STR(r->memories, key, m);
    bool repeated = m;
    if (!m) {
        *fresh = (struct memory){.key = key, .since_ms = request->received_ms};
        HASH_ADD_KEYPTR(hh, r->memories, fresh->key, strlen(fresh->key), fresh);
    } else if (m->verdict) {
        verdict = fl_strdup(m->verdict);
    } else {
        add_waiting_locked(m, request);
        request = NULL;
    }
    fl_lock_release(&r->lock);
    if (!repeated)
        return false;
    free(key);
    free(fresh);
    if (verdict)
        r->ops->echo(r->ctx, request, verdict);
    else
        fl_request_destroy(request);
    return true;
}

/* Notes the verdict of the request's id; returns the repeats that waited for it. */
static struct waiting *settle(struct fl_router *r, const struct fl_request *request, const char *text)
{
    char *key = request->id_given ? memory_key(request) : NULL;
    if (!key)
        return NULL;
    struct memory *m;
    struct waiting *waiting = NULL;
    fl_lock_take(&r->lock);
    HASH_FIND_STR(r->memories, key, m);
    if (m && !m->verdict) {
        m->verdict = fl_strdup(text);
        waiting = m->waiting;
        m->waiting = NULL;
        m->waiting_count = 0;
    }
    fl_lock_release(&r->lock);
    free(key);
    return waiting;
}

void fl_router_settled(struct fl_router *r, const struct fl_request *request, const char *text)
{
    struct waiting *waiting = settle(r, request, text);
    for (struct waiting *next; waiting; waiting = next) {
        next = waiting->next;
        char *copy = fl_strdup(text);
        if (copy)
            r->ops->echo(r->ctx, waiting->request, copy);
        else
            fl_request_destroy(waiting->request);
        free(waiting);
    }
}

void fl_router_lost(struct fl_router *r, const struct fl_request *request, const char *text)
{
    destroy_waiting(settle(r, request, text));
}

/* --- requests -------------------------------------------------------------------------------- */

static bool printable(const uint8_t *data, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!isprint(data[i]))
            return false;
    return true;
}

/* The payload's id, else the correlation data as text or hex, else one made up. */
static void choose_id(struct fl_router *r, const struct fl_mqtt_message *m, char id[static FL_ID_MAX],
                      bool *given)
{
    fl_payload_id(id, m->payload, m->len);
    *given = *id;
    if (*given)
        return;
    const uint8_t *data = m->correlation;
    size_t len = m->correlation_len;
    if (len && len < FL_ID_MAX && printable(data, len)) {
        memcpy(id, data, len);
        id[len] = '\0';
    } else if (len) {
        for (size_t i = 0; i < len && 2 * i + 2 < FL_ID_MAX; i++)
            snprintf(id + 2 * i, 3, "%02x", data[i]);
    } else {
        snprintf(id, FL_ID_MAX, "fl-%llx-%llu", (unsigned long long)fl_clock_utc_ms(),
                 (unsigned long long)++r->made_up);
    }
}

static bool copy_reply(const struct fl_router *r, const struct fl_mqtt_message *m, char **topic,
                       void **correlation, size_t *len)
{
    if (!m->response_topic)
        return true;
    if (!fl_topic_response_ok(r->conf, m->response_topic)) {
        fl_log(FL_WARN, "bus",
               "no answer is sent to response topic \"%.100s\": it is one of ours, or not allowed",
               m->response_topic);
        return true;
    }
    *topic = fl_strdup(m->response_topic);
    *correlation = malloc(m->correlation_len ? m->correlation_len : 1);
    if (!*topic || !*correlation)
        return false;
    if (m->correlation_len)
        memcpy(*correlation, m->correlation, m->correlation_len);
    *len = m->correlation_len;
    return true;
}

static struct fl_request *make_request(struct fl_router *r, const struct fl_topic *topic,
                                       const struct fl_mqtt_message *m)
{
    char command[FL_TOPIC_MAX], id[FL_ID_MAX];
    bool given;
    choose_id(r, m, id, &given);
    struct fl_request *q = fl_request_create(topic->device, fl_topic_command(command, topic), id);
    if (!q)
        return NULL;
    q->id_given = given;
    q->received_ms = fl_clock_ms();
    q->expires_ms = m->has_expiry ? q->received_ms + (uint64_t)m->expiry_s * 1000 : FL_NEVER;
    if (copy_reply(r, m, &q->response_topic, &q->correlation, &q->correlation_len))
        return q;
    fl_request_destroy(q);
    return NULL;
}

static void reject(struct fl_router *r, struct fl_request *request, const char *why)
{
    struct fl_verdict *v = fl_verdict_create(request, FL_STATUS_REJECTED, why);
    if (v)
        r->ops->verdict(r->ctx, v);
}

/* --- commands -------------------------------------------------------------------------------- */

struct errand { /* a command on its way to its device */
    struct fl_router *router;
    const struct fl_topic *topic;
    const struct fl_mqtt_message *message;
    struct fl_request *request; /* NULL: the link has it */
    struct fl_error err;
};

/* "kitchen_light, dining, ..." of the entities that can be set. */
static void settable_names(const struct fl_shape *shape, char *buf, size_t cap)
{
    struct fl_str s = {0};
    for (size_t i = 0; i < shape->entity_count && s.len < cap; i++) {
        const struct fl_entity *e = &shape->entities[i];
        bool settable = false;
        for (size_t f = 0; *e->key && f < e->field_count; f++)
            settable = settable || e->fields[f].access & FL_WRITE;
        if (settable)
            fl_str_addf(&s, "%s%s", s.len ? ", " : "", e->key);
    }
    fl_copy(buf, cap, s.text ? s.text : "nothing");
    fl_str_finish(&s);
}

static enum fl_err parse_entity(struct errand *e, const struct fl_shape *shape, struct fl_parsed *parsed)
{
    int entity = fl_shape_find(shape, e->topic->name);
    if (entity < 0) {
        char names[NAMES_MAX];
        settable_names(shape, names, sizeof names);
        return fl_fail(&e->err, FL_E_UNKNOWN, "no entity \"%.64s\"; can be set: %s", e->topic->name, names);
    }
    return fl_payload_parse_entity(parsed, shape, entity, e->message->payload, e->message->len, &e->err);
}

static const struct fl_action *find_action(const struct fl_action *actions, const char *key)
{
    for (; actions && actions->key; actions++)
        if (!strcmp(actions->key, key))
            return actions;
    return NULL;
}

static void action_names(struct fl_str *s, const struct fl_action *actions)
{
    for (; actions && actions->key; actions++)
        fl_str_addf(s, "%s%s", s->len ? ", " : "", actions->key);
}

static enum fl_err parse_action(struct errand *e, const struct fl_device_conf *conf, struct fl_parsed *parsed)
{
    const struct fl_action *builtin = e->router->host->actions;
    const struct fl_action *action = find_action(conf->driver->actions, e->topic->name);
    if (!action)
        action = find_action(builtin, e->topic->name);
    if (action)
        return fl_payload_parse_action(parsed, action, e->message->payload, e->message->len, &e->err);
    struct fl_str names = {0};
    action_names(&names, builtin);
    action_names(&names, conf->driver->actions);
    fl_fail(&e->err, FL_E_UNKNOWN, "no action \"%.64s\"; there are: %.*s", e->topic->name, NAMES_MAX,
            names.text ? names.text : "none");
    fl_str_finish(&names);
    return FL_E_UNKNOWN;
}

static enum fl_err parse(struct errand *e, const struct fl_device_conf *conf, const struct fl_shape *shape,
                         struct fl_parsed *parsed)
{
    switch (e->topic->kind) {
    case FL_TOPIC_ENTITY_SET:
        return parse_entity(e, shape, parsed);
    case FL_TOPIC_DEVICE_SET:
        return fl_payload_parse_device(parsed, shape, e->message->payload, e->message->len, &e->err);
    case FL_TOPIC_ACTION:
        return parse_action(e, conf, parsed);
    case FL_TOPIC_OTHER:
    case FL_TOPIC_REQUEST:
    case FL_TOPIC_HA_STATUS:
        break;
    }
    return fl_fail(&e->err, FL_E_UNKNOWN, "not a command topic");
}

/* With the device table locked, so that the device cannot go meanwhile. */
static void deliver(void *arg, const struct fl_device_conf *conf, void *handle)
{
    struct errand *e = arg;
    const struct fl_bus_host *host = e->router->host;
    struct fl_parsed parsed = {0};
    struct fl_shape *shape = host->shape(handle);
    enum fl_err failed = parse(e, conf, shape, &parsed);
    if (!failed)
        failed = host->submit(handle, e->request, parsed.cmds, parsed.count, &e->err);
    if (!failed) {
        e->request = NULL;
        free(parsed.cmds); /* the pieces are the link's */
        parsed = (struct fl_parsed){0};
    }
    fl_parsed_finish(&parsed);
    fl_shape_unref(shape);
}

static void command(struct fl_router *r, const struct fl_topic *topic, const struct fl_mqtt_message *m)
{
    struct errand e = {.router = r, .topic = topic, .message = m, .request = make_request(r, topic, m)};
    if (!e.request || (e.request->id_given && is_repeat(r, e.request)))
        return;
    if (!r->ops->with_device(r->ctx, topic->device, deliver, &e)) {
        char names[NAMES_MAX];
        r->ops->device_names(r->ctx, names, sizeof names);
        fl_fail(&e.err, FL_E_UNKNOWN, "no device \"%.64s\"; there are: %s", topic->device, names);
    }
    if (e.request)
        reject(r, e.request, e.err.text);
}

/* Once a topic: a retained command comes again at every start, and somebody should clear it. */
static void remind(struct fl_router *r, const char *topic)
{
    struct reminded *t;
    HASH_FIND_STR(r->reminded, topic, t);
    if (t || HASH_COUNT(r->reminded) >= REMINDED_MAX || !(t = calloc(1, sizeof *t)))
        return;
    t->topic = fl_strdup(topic);
    if (!t->topic) {
        free(t);
        return;
    }
    HASH_ADD_KEYPTR(hh, r->reminded, t->topic, strlen(t->topic), t);
    fl_log(FL_WARN, "bus", "a retained command on %s is not executed; clear it: mosquitto_pub -r -n -t %s",
           topic, topic);
}

static void retained(struct fl_router *r, const struct fl_topic *topic, const struct fl_mqtt_message *m)
{
    remind(r, m->topic);
    struct fl_request *request = make_request(r, topic, m);
    if (!request)
        return;
    request->id_given = false; /* not remembered: nothing was tried */
    reject(r, request,
           "a retained message: it would act at every start; publish commands without the retain flag");
}

/* --- requests to the gateway ------------------------------------------------------------------- */

static struct fl_bridge_request *make_bridge_request(struct fl_router *r, const struct fl_topic *topic,
                                                     const struct fl_mqtt_message *m)
{
    struct fl_bridge_request *q = calloc(1, sizeof *q);
    char id[FL_ID_MAX];
    if (!q)
        return NULL;
    fl_payload_id(id, m->payload, m->len);
    q->op = fl_strdup(topic->name);
    q->id = *id ? fl_strdup(id) : NULL;
    if (q->op && copy_reply(r, m, &q->response_topic, &q->correlation, &q->correlation_len))
        return q;
    fl_bridge_request_destroy(q);
    return NULL;
}

static enum fl_err parse_args(struct fl_bridge_request *q, const struct fl_mqtt_message *m,
                              struct fl_error *err)
{
    if (!m->len)
        return FL_OK;
    enum fl_err failed = fl_json_parse(&q->args, m->payload, m->len, err);
    if (!failed && !cJSON_IsObject(q->args))
        failed = fl_fail(err, FL_E_FORMAT, "the payload is to be empty or a JSON object");
    return failed;
}

static void bridge(struct fl_router *r, const struct fl_topic *topic, const struct fl_mqtt_message *m)
{
    struct fl_error err;
    struct fl_bridge_request *q = make_bridge_request(r, topic, m);
    if (!q)
        return;
    enum fl_err failed = FL_OK;
    if (m->retained) {
        remind(r, m->topic);
        failed = fl_fail(&err, FL_E_RANGE, "a retained message is not executed");
    }
    if (!failed)
        failed = parse_args(q, m, &err);
    if (!failed && (failed = r->host->request(r->host_ctx, q)))
        fl_fail(&err, failed,
                failed == FL_E_UNKNOWN ? "no request \"%.64s\"; there are: %s" : "too busy for %.64s",
                topic->name, r->host->requests);
    if (failed)
        r->ops->respond(r->ctx, q, err.text);
}

/* --- arriving -------------------------------------------------------------------------------- */

/* Whether this is a second copy of the message just before: where two of our filters match a topic,
 * a broker may deliver twice. */
static bool second_copy(struct fl_router *r, const struct fl_mqtt_message *m)
{
    uint64_t now = fl_clock_ms();
    struct last *l = &r->last;
    bool same = l->topic && !strcmp(l->topic, m->topic) && l->len == m->len && now - l->at_ms <= COPY_MS &&
                (!m->len || !memcmp(l->payload, m->payload, m->len));
    free(l->topic);
    free(l->payload);
    *l = (struct last){0};
    if (same)
        return true; /* and forgotten: a third one is a message of its own */
    l->topic = fl_strdup(m->topic);
    l->payload = malloc(m->len ? m->len : 1);
    if (l->payload && m->len)
        memcpy(l->payload, m->payload, m->len);
    l->len = l->payload ? m->len : 0;
    l->at_ms = now;
    return false;
}

static bool is_text(const struct fl_mqtt_message *m, const char *text)
{
    return m->len == strlen(text) && !memcmp(m->payload, text, m->len);
}

void fl_router_message(struct fl_router *r, const struct fl_mqtt_message *m)
{
    struct fl_topic topic;
    if (!fl_topic_parse(&topic, r->conf, m->topic))
        return;
    fl_log(FL_TRACE, "bus", "arrived on %s: %.*s", m->topic, m->len < 200 ? (int)m->len : 200,
           m->len ? (const char *)m->payload : "");
    if (topic.kind == FL_TOPIC_HA_STATUS) {
        r->ops->ha_status(r->ctx, is_text(m, "online"), m->retained);
        return;
    }
    if (topic.kind == FL_TOPIC_REQUEST) {
        bridge(r, &topic, m);
        return;
    }
    bool set = topic.kind == FL_TOPIC_ENTITY_SET || topic.kind == FL_TOPIC_DEVICE_SET;
    if (!m->len && (set || m->retained))
        return; /* a tool that clears a retained message */
    if (topic.doubled && second_copy(r, m))
        return;
    if (m->retained)
        retained(r, &topic, m);
    else
        command(r, &topic, m);
}
