/* Values as text and JSON, and the other messages that a device publishes. What arrives is
 * parse.c's. */
#include "bus/payload.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/str.h"

/* Takes item in every case. False: no memory, now or when it was made. */
static bool add(cJSON *object, const char *key, cJSON *item)
{
    if (item && cJSON_AddItemToObject(object, key, item))
        return true;
    cJSON_Delete(item);
    return false;
}

/* Devices and clients send what they like, but a payload must be UTF-8: in a text that is not, '?'
 * stands for what is not ASCII. NULL text: null. */
static cJSON *json_string(const char *text)
{
    if (!text)
        return cJSON_CreateNull();
    if (fl_utf8_ok(text, strlen(text)))
        return cJSON_CreateString(text);
    char *copy = fl_strdup(text);
    for (char *c = copy; c && *c; c++)
        if ((unsigned char)*c >= 0x80)
            *c = '?';
    cJSON *item = copy ? cJSON_CreateString(copy) : NULL;
    free(copy);
    return item;
}

/* --- state --------------------------------------------------------------------------------- */

bool fl_payload_has_state(const struct fl_entity *e)
{
    if (!e->key[0] || e->kind == FL_IMAGE)
        return false;
    for (size_t i = 0; i < e->field_count; i++)
        if (e->fields[i].access & FL_READ)
            return true;
    return false;
}

/* The word for an index, or NULL if there are not so many. */
static const char *choice_at(const char *const *choices, unsigned index)
{
    for (; choices && *choices; choices++)
        if (!index--)
            return *choices;
    return NULL;
}

static cJSON *field_json(const struct fl_field *f, struct fl_value v)
{
    if (!v.known)
        return cJSON_CreateNull();
    switch (f->type) {
    case FL_BOOL:
        return cJSON_CreateString(v.b ? "ON" : "OFF");
    case FL_INT:
        return fl_json_int(v.i);
    case FL_REAL:
        return fl_json_real(v.r, f->step);
    case FL_ENUM:
        return json_string(choice_at(f->choices, v.e));
    case FL_TEXT:
        return json_string(v.s);
    }
    return cJSON_CreateNull();
}

static cJSON *composite_json(const struct fl_entity *e, const struct fl_value *values)
{
    cJSON *object = cJSON_CreateObject();
    for (size_t i = 0; object && i < e->field_count; i++) {
        const struct fl_field *f = &e->fields[i];
        if (f->access & FL_READ && !add(object, f->name, field_json(f, values[i]))) {
            cJSON_Delete(object);
            return NULL;
        }
    }
    return object;
}

cJSON *fl_payload_entity_json(const struct fl_entity *e, const struct fl_value *values)
{
    if (!fl_payload_has_state(e))
        return cJSON_CreateNull();
    return e->field_count > 1 ? composite_json(e, values) : field_json(&e->fields[0], values[0]);
}

/* The plain text of a scalar: of strings the string, of numbers their digits. */
static const char *plain_text(const cJSON *item)
{
    bool not_finite = cJSON_IsRaw(item) && !strcmp(item->valuestring, "null");
    return cJSON_IsNull(item) || not_finite || !item->valuestring[0] ? "None" : item->valuestring;
}

char *fl_payload_entity(const struct fl_entity *e, const struct fl_value *values)
{
    cJSON *item = fl_payload_entity_json(e, values);
    char *text = NULL;
    if (item)
        text = cJSON_IsObject(item) ? fl_json_text(item) : fl_strdup(plain_text(item));
    cJSON_Delete(item);
    return text;
}

static bool add_entities(cJSON *object, const struct fl_view *view)
{
    for (size_t i = 0; i < view->shape->entity_count; i++) {
        const struct fl_entity *e = &view->shape->entities[i];
        const struct fl_value *values = view->values + view->shape->first_slot[i];
        if (fl_payload_has_state(e) && !add(object, e->key, fl_payload_entity_json(e, values)))
            return false;
    }
    return true;
}

char *fl_payload_snapshot(const struct fl_view *view, int64_t utc_ms)
{
    char when[FL_TIME_TEXT];
    cJSON *object = cJSON_CreateObject();
    bool ok = object && (!view->shape || add_entities(object, view));
    ok = ok && add(object, "_ts", cJSON_CreateString(fl_clock_text(utc_ms, when)));
    char *text = ok ? fl_json_text(object) : NULL;
    cJSON_Delete(object);
    return text;
}

const char *fl_payload_availability(bool online)
{
    return online ? "online" : "offline";
}

/* --- verdicts ------------------------------------------------------------------------------ */

static cJSON *reading_json(const struct fl_verdict *v, size_t n)
{
    const struct fl_reading *r = &v->readings[n];
    if (r->entity < 0 || (size_t)r->entity >= v->shape->entity_count)
        return cJSON_CreateNull();
    return fl_payload_entity_json(&v->shape->entities[r->entity], r->values);
}

static cJSON *readings_json(const struct fl_verdict *v)
{
    cJSON *object = cJSON_CreateObject();
    for (size_t i = 0; object && i < v->reading_count; i++) {
        int entity = v->readings[i].entity;
        if (entity < 0 || (size_t)entity >= v->shape->entity_count)
            continue;
        if (!add(object, v->shape->entities[entity].key, reading_json(v, i))) {
            cJSON_Delete(object);
            return NULL;
        }
    }
    return object;
}

/* A driver's JSON, digit by digit as it wrote it; what is none becomes a text. */
static cJSON *result_json(const char *result)
{
    cJSON *parsed = fl_utf8_ok(result, strlen(result)) ? cJSON_ParseWithOpts(result, NULL, true) : NULL;
    cJSON *item = parsed ? cJSON_CreateRaw(result) : json_string(result);
    cJSON_Delete(parsed);
    return item;
}

static cJSON *value_json(const struct fl_verdict *v)
{
    if (v->result)
        return result_json(v->result);
    if (!v->shape || !v->reading_count)
        return cJSON_CreateNull();
    return strcmp(v->request->command, "set") ? reading_json(v, 0) : readings_json(v);
}

/* An object of two members; takes both. */
static cJSON *pair(const char *a, cJSON *first, const char *b, cJSON *second)
{
    cJSON *object = cJSON_CreateObject();
    bool ok = add(object, a, first);
    ok = add(object, b, second) && ok;
    if (ok)
        return object;
    cJSON_Delete(object);
    return NULL;
}

static cJSON *ms_json(const struct fl_verdict *v)
{
    return pair("queued", fl_json_int((int64_t)v->queued_ms), "total", fl_json_int((int64_t)v->total_ms));
}

char *fl_payload_verdict(const struct fl_verdict *v)
{
    cJSON *object = cJSON_CreateObject();
    bool ok = object && add(object, "id", json_string(v->request->id)) &&
              add(object, "command", json_string(v->request->command)) &&
              add(object, "status", cJSON_CreateString(fl_status_name(v->status))) &&
              add(object, "value", value_json(v)) && add(object, "ms", ms_json(v)) &&
              add(object, "error", json_string(v->error));
    char *text = ok ? fl_json_text(object) : NULL;
    cJSON_Delete(object);
    return text;
}

/* --- events and the link ------------------------------------------------------------------- */

/* Moves the members of an object over, but for one name. */
static void move_members(cJSON *to, cJSON *from, const char *but)
{
    for (cJSON *item; (item = from->child);) {
        cJSON_DetachItemViaPointer(from, item);
        if (!strcmp(item->string, but) || !cJSON_AddItemToObject(to, item->string, item))
            cJSON_Delete(item);
    }
}

char *fl_payload_event(const char *type, const char *members)
{
    cJSON *object = cJSON_CreateObject();
    bool ok = object && add(object, "event_type", json_string(type));
    cJSON *others = ok && members && fl_utf8_ok(members, strlen(members)) ? cJSON_Parse(members) : NULL;
    if (others && cJSON_IsObject(others))
        move_members(object, others, "event_type");
    cJSON_Delete(others);
    char *text = ok ? fl_json_text(object) : NULL;
    cJSON_Delete(object);
    return text;
}

static cJSON *time_json(int64_t utc_ms)
{
    char when[FL_TIME_TEXT];
    return utc_ms ? cJSON_CreateString(fl_clock_text(utc_ms, when)) : cJSON_CreateNull();
}

static cJSON *counts_json(uint64_t ok, uint64_t failed)
{
    return pair("ok", fl_json_int((int64_t)ok), "failed", fl_json_int((int64_t)failed));
}

static cJSON *rtt_json(const struct fl_metrics *m, unsigned p)
{
    enum { US_PER_MS = 1000 };
    return m->rtt_count ? fl_json_real((double)fl_metrics_rtt(m, p) / US_PER_MS, 0.1) : cJSON_CreateNull();
}

char *fl_payload_link(const struct fl_metrics *m, enum fl_link_state state)
{
    uint64_t reconnects = m->connects ? m->connects - 1 : 0;
    cJSON *object = cJSON_CreateObject();
    bool ok =
        object && add(object, "state", cJSON_CreateString(fl_link_state_name(state))) &&
        add(object, "since", time_json(m->since_utc_ms)) &&
        add(object, "last_seen", time_json(m->last_seen_utc_ms)) &&
        add(object, "rtt_ms", pair("p50", rtt_json(m, 50), "p99", rtt_json(m, 99))) &&
        add(object, "polls", counts_json(m->polls_ok, m->polls_failed)) &&
        add(object, "heartbeat", counts_json(m->keepalives_ok, m->keepalives_failed)) &&
        add(object, "reconnects", fl_json_int((int64_t)reconnects)) &&
        add(object, "queue", fl_json_int(m->queue)) &&
        add(object, "quality", m->history_count ? fl_json_int(fl_metrics_quality(m)) : cJSON_CreateNull()) &&
        add(object, "last_error", json_string(m->last_error[0] ? m->last_error : NULL));
    char *text = ok ? fl_json_text(object) : NULL;
    cJSON_Delete(object);
    return text;
}
