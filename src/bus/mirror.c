/* A device's topics: what is newer than what was last published, all of it again, or its end.
 *
 * Values go out before `online` and after `offline`, so that nobody takes an old value for a live
 * one. A full publication is done in steps, so that it delays nobody's changes. */
#include <stdlib.h>
#include <string.h>

#include <utlist.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/str.h"
#include "bus/bus_private.h"
#include "bus/discovery.h"
#include "bus/payload.h"
#include "bus/retained.h"

enum {
    ANNOUNCE_GAP_MS = 1000, /* Home Assistant may cut a second configuration short that comes sooner */
    CLEAN_AFTER_MS = 5000   /* after a message that removes components, one without them */
};

/* --- life ------------------------------------------------------------------------------------ */

static uint64_t min_ms(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static bool copy_conf(struct fl_device_conf *to, const struct fl_device_conf *from)
{
    *to = *from;
    to->id = fl_strdup(from->id);
    to->name = fl_strdup(from->name);
    to->identity = fl_strdup(from->identity);
    to->interface = NULL;
    to->endpoint = (struct fl_endpoint){0};
    to->options = NULL;
    to->file = NULL;
    return to->id && (to->name || !from->name) && (to->identity || !from->identity);
}

struct mirror *fl_mirror_create(const struct fl_device_conf *conf, void *handle, const char *published)
{
    struct mirror *d = calloc(1, sizeof(*d));
    if (!d)
        return NULL;
    d->handle = handle;
    d->availability = -1;
    d->timer = (struct fl_timer){.owner = d};
    d->link_due_ms = d->repeat_due_ms = d->measure_due_ms = d->announce_due_ms = FL_NEVER;
    if (published) /* our own writing; fl_json_parse() is for strangers', and limits the size */
        d->published = cJSON_Parse(published);
    d->remembered = fl_strdup(published);
    if (copy_conf(&d->conf, conf) && (d->remembered || !published))
        return d;
    fl_mirror_destroy(d);
    return NULL;
}

static void destroy_images(struct mirror *d)
{
    struct image *i, *next;
    DL_FOREACH_SAFE(d->images, i, next)
    {
        free(i->name);
        free(i->mime);
        free(i->data);
        free(i);
    }
}

void fl_mirror_destroy(struct mirror *d)
{
    if (!d)
        return;
    fl_mirror_forget(d);
    destroy_images(d);
    fl_view_finish(&d->view);
    cJSON_Delete(d->published);
    free(d->remembered);
    free(d->sent);
    free((char *)(uintptr_t)d->conf.id); /* our copies; the type is the configuration's */
    free((char *)(uintptr_t)d->conf.name);
    free((char *)(uintptr_t)d->conf.identity);
    free(d);
}

void fl_mirror_forget(struct mirror *d)
{
    for (size_t i = 0; i < d->sent_count; i++) {
        free(d->sent[i].text);
        d->sent[i] = (struct sent){0};
    }
    d->availability = -1;
    d->measure_due_ms = FL_NEVER;
}

static void set_timer(struct fl_bus *b, struct mirror *d)
{
    uint64_t due =
        min_ms(min_ms(d->link_due_ms, d->repeat_due_ms), min_ms(d->measure_due_ms, d->announce_due_ms));
    fl_timers_set(&b->timers, &d->timer, due);
}

/* Brings the view up to date; false: the device has been removed meanwhile. */
static bool look(struct fl_bus *b, struct mirror *d)
{
    fl_lock_take(&b->table);
    bool there = d->handle != NULL;
    if (there)
        b->host->view(d->handle, &d->view);
    fl_lock_release(&b->table);
    if (!there || !d->view.shape || d->sent_count >= d->view.shape->entity_count)
        return there;
    struct sent *sent = realloc(d->sent, d->view.shape->entity_count * sizeof(*sent));
    if (!sent)
        return false;
    memset(sent + d->sent_count, 0, (d->view.shape->entity_count - d->sent_count) * sizeof(*sent));
    d->sent = sent;
    d->sent_count = d->view.shape->entity_count;
    return true;
}

static bool is_complete(const struct mirror *d)
{
    return d->view.shape && d->view.shape->complete;
}

/* --- availability and link -------------------------------------------------------------------- */

static bool publish_availability(struct fl_bus *b, struct mirror *d, bool online)
{
    char topic[FL_TOPIC_MAX];
    if (d->availability == online)
        return true;
    d->availability = online;
    return fl_publisher_text(b, fl_topic_device(topic, b->conf->prefix, d->conf.id, FL_LEAF_AVAILABILITY),
                             fl_payload_availability(online), 1, true);
}

static bool is_online(const struct mirror *d)
{
    return d->view.state == FL_LINK_ONLINE;
}

/* stopped: whatever the link itself says. */
static bool publish_link(struct fl_bus *b, struct mirror *d, bool stopped)
{
    char topic[FL_TOPIC_MAX];
    struct fl_metrics metrics = {0};
    enum fl_link_state state = FL_LINK_STOPPED;
    fl_lock_take(&b->table);
    bool there = d->handle != NULL;
    if (there)
        b->host->metrics(d->handle, &metrics, &state);
    fl_lock_release(&b->table);
    if (b->status_interval > 0)
        d->link_due_ms = fl_clock_ms() + (uint64_t)b->status_interval;
    char *text = there ? fl_payload_link(&metrics, stopped ? FL_LINK_STOPPED : state) : NULL;
    bool sent =
        !text || fl_publisher_text(b, fl_topic_device(topic, b->conf->prefix, d->conf.id, FL_LEAF_LINK), text,
                                   0, true);
    free(text);
    return sent;
}

/* --- values ------------------------------------------------------------------------------------- */

static uint64_t hash_bytes(uint64_t hash, const void *data, size_t len)
{
    const uint8_t *p = data;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ p[i]) * 0x100000001b3u; /* FNV-1a */
    return hash;
}

/* Of all that is to be published at once: the fields that do not drift by themselves, and of those
 * that do, whether they are known. */
static uint64_t hash_steady(const struct fl_entity *e, const struct fl_value *values)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < e->field_count; i++) {
        const struct fl_value *v = &values[i];
        hash = hash_bytes(hash, &v->known, sizeof(v->known));
        if (!v->known || e->fields[i].state_class == FL_MEASUREMENT)
            continue;
        switch (e->fields[i].type) {
        case FL_BOOL:
            hash = hash_bytes(hash, &v->b, sizeof(v->b));
            break;
        case FL_INT:
            hash = hash_bytes(hash, &v->i, sizeof(v->i));
            break;
        case FL_REAL:
            hash = hash_bytes(hash, &v->r, sizeof(v->r));
            break;
        case FL_ENUM:
            hash = hash_bytes(hash, &v->e, sizeof(v->e));
            break;
        case FL_TEXT:
            hash = hash_bytes(hash, v->s ? v->s : "", v->s ? strlen(v->s) : 0);
            break;
        }
    }
    return hash;
}

/* Whether a change must wait because only a measurement drifted, and not long ago. */
static bool must_wait(struct mirror *d, struct sent *s, uint64_t steady_hash, uint64_t now_ms)
{
    uint64_t due = s->at_ms + (uint64_t)d->conf.measurement_interval;
    s->waiting = s->text && s->steady_hash == steady_hash && now_ms < due;
    if (s->waiting)
        d->measure_due_ms = min_ms(d->measure_due_ms, due);
    return s->waiting;
}

static bool publish_entity(struct fl_bus *b, struct mirror *d, size_t i, uint64_t now_ms)
{
    const struct fl_entity *e = &d->view.shape->entities[i];
    struct sent *s = &d->sent[i];
    if (!fl_payload_has_state(e))
        return true;
    const struct fl_value *values = d->view.values + d->view.shape->first_slot[i];
    char *text = fl_payload_entity(e, values);
    uint64_t steady_hash = hash_steady(e, values);
    bool same = s->text && text && strcmp(s->text, text) == 0;
    if (same)
        s->waiting = false;
    if (same || !text || must_wait(d, s, steady_hash, now_ms)) {
        free(text);
        return true;
    }
    bool drifted = s->text && s->steady_hash == steady_hash;
    free(s->text);
    *s = (struct sent){.text = text, .at_ms = now_ms, .steady_hash = steady_hash};
    d->snapshot_due = d->snapshot_due || !drifted;
    d->snapshot_drifted = d->snapshot_drifted || drifted;
    char topic[FL_TOPIC_MAX];
    return b->conf->topics == FL_TOPICS_SNAPSHOT ||
           fl_publisher_text(b, fl_topic_entity(topic, b->conf->prefix, d->conf.id, e->key), text, 0, true);
}

/* Of a device with thousands of measurements some drift in each moment: the snapshot, too, goes out for
 * that at most each measurement_interval. */
static bool snapshot_is_due(struct mirror *d, uint64_t now_ms)
{
    uint64_t due = d->snapshot_ms + (uint64_t)d->conf.measurement_interval;
    if (d->snapshot_due || (d->snapshot_drifted && now_ms >= due))
        return true;
    if (d->snapshot_drifted)
        d->measure_due_ms = min_ms(d->measure_due_ms, due);
    return false;
}

static bool publish_snapshot(struct fl_bus *b, struct mirror *d)
{
    char topic[FL_TOPIC_MAX];
    uint64_t now_ms = fl_clock_ms();
    if (!snapshot_is_due(d, now_ms))
        return true;
    d->snapshot_due = d->snapshot_drifted = false;
    d->snapshot_ms = now_ms;
    if (b->conf->topics == FL_TOPICS_ENTITIES)
        return true;
    char *text = fl_payload_snapshot(&d->view, fl_clock_utc_ms());
    bool sent =
        !text || fl_publisher_text(b, fl_topic_device(topic, b->conf->prefix, d->conf.id, FL_LEAF_STATE),
                                   text, 0, true);
    free(text);
    return sent;
}

static bool publish_newer(struct fl_bus *b, struct mirror *d)
{
    uint64_t now_ms = fl_clock_ms(), seen = d->seen_gen;
    d->seen_gen = d->view.value_gen;
    for (size_t i = 0; seen != d->view.value_gen && i < d->view.entity_count; i++)
        if (d->view.entity_gen[i] > seen && !publish_entity(b, d, i, now_ms))
            return false;
    return publish_snapshot(b, d);
}

static bool publish_waiting(struct fl_bus *b, struct mirror *d, uint64_t now_ms)
{
    d->measure_due_ms = FL_NEVER; /* set again by those that still wait */
    for (size_t i = 0; i < d->sent_count && i < d->view.entity_count; i++)
        if (d->sent[i].waiting && !publish_entity(b, d, i, now_ms))
            return false;
    return publish_snapshot(b, d);
}

/* --- images --------------------------------------------------------------------------------------- */

/* Takes out a pending image, so that it can be published without the lock. NULL: none. */
static struct image *take_image(struct fl_bus *b, struct mirror *d, bool all, const struct image *after)
{
    fl_lock_take(&b->lock);
    struct image *i = after ? after->next : d->images;
    while (i && !i->pending && !all)
        i = i->next;
    if (i)
        i->pending = false;
    fl_lock_release(&b->lock);
    return i;
}

/* A record stays in its list as long as the device; its data may be replaced while we publish, so
 * they are borrowed by taking them out, and put back unless newer ones came. */
static bool publish_image(struct fl_bus *b, struct mirror *d, struct image *i)
{
    char topic[FL_TOPIC_MAX];
    fl_lock_take(&b->lock);
    struct image mine = *i;
    i->data = NULL;
    i->mime = NULL;
    fl_lock_release(&b->lock);
    struct fl_mqtt_message m = {.topic = fl_topic_image(topic, b->conf->prefix, d->conf.id, mine.name),
                                .payload = mine.data,
                                .len = mine.len,
                                .qos = 1,
                                .retained = true,
                                .content_type = mine.mime};
    bool sent = !mine.data || fl_publisher_send(b, &m);
    fl_lock_take(&b->lock);
    if (!i->data) {
        i->data = mine.data;
        i->mime = mine.mime;
        mine.data = mine.mime = NULL;
    }
    fl_lock_release(&b->lock);
    free(mine.data);
    free(mine.mime);
    return sent;
}

static bool publish_images(struct fl_bus *b, struct mirror *d, bool all)
{
    for (struct image *i = take_image(b, d, all, NULL); i; i = take_image(b, d, all, i))
        if (!publish_image(b, d, i))
            return false;
    return true;
}

/* --- discovery, and what is remembered -------------------------------------------------------------- */

static void remember(struct fl_bus *b, struct mirror *d, const cJSON *published)
{
    char *text = fl_json_text(published);
    if (!text || (d->remembered && strcmp(text, d->remembered) == 0)) {
        free(text);
        return;
    }
    b->host->remember(b->ctx, d->conf.id, text);
    free(d->remembered);
    d->remembered = text;
}

/* A message for Home Assistant. Components that it knew before and that are no more are removed by
 * name; a clean message follows. */
static bool announce_part(struct fl_bus *b, struct mirror *d, cJSON *now, int part, bool *unclean)
{
    const struct fl_discovery how = {.mqtt = b->conf, .gateway = b->gateway};
    const char *key = part == 0 ? "" : d->view.shape->parts[part].key;
    char topic[FL_TOPIC_MAX];
    cJSON *message = fl_discovery_device(&how, &d->conf, d->view.shape, part);
    if (!message)
        return true;
    fl_retained_set_part(now, key, fl_discovery_components(message));
    if (fl_discovery_add_removed(message, fl_retained_part(d->published, key)) > 0)
        *unclean = true;
    bool sent = fl_publisher_json(
        b, fl_topic_discovery(topic, b->conf->discovery.prefix, b->gateway, d->conf.id, key), message, 1);
    cJSON_Delete(message);
    return sent;
}

static bool announce_parts(struct fl_bus *b, struct mirror *d, cJSON *now)
{
    bool unclean = false;
    for (size_t part = 0; b->conf->discovery.enabled && part < d->view.shape->part_count; part++)
        if (!announce_part(b, d, now, (int)part, &unclean))
            return false;
    d->announced_ms = fl_clock_ms();
    d->announce_due_ms = unclean ? d->announced_ms + CLEAN_AFTER_MS : FL_NEVER;
    return true;
}

/* Parts that will have a message, noted before any of it is published. */
static void note_parts(const struct fl_bus *b, const struct mirror *d, cJSON *published)
{
    for (size_t i = 0; b->conf->discovery.enabled && i < d->view.shape->part_count; i++)
        fl_retained_set_part(published, i == 0 ? "" : d->view.shape->parts[i].key, cJSON_CreateObject());
}

/* Discovery for a complete shape, and the end of what was published once and is no more. What is
 * about to be there is remembered before it is, what has gone afterwards. */
static bool announce(struct fl_bus *b, struct mirror *d)
{
    cJSON *now = fl_retained_of(b->conf, b->gateway, d->view.shape), *planned = cJSON_Duplicate(now, true);
    note_parts(b, d, planned);
    cJSON *both = fl_retained_union(d->published, planned);
    cJSON_Delete(planned);
    remember(b, d, both);
    cJSON_Delete(both);
    bool done = announce_parts(b, d, now) &&
                (!d->published || fl_retained_each(d->published, now, d->conf.id, fl_publisher_clear, b));
    if (!done) {
        cJSON_Delete(now);
        return false;
    }
    cJSON_Delete(d->published);
    d->published = now;
    d->shape_gen = d->view.shape_gen;
    d->announce = false;
    remember(b, d, now);
    return true;
}

/* A prefix or the gateway's name was changed while we were away: what is at the old places goes. */
static bool settle_places(struct fl_bus *b, struct mirror *d)
{
    cJSON *now = fl_retained_of(b->conf, b->gateway, NULL);
    if (d->published && !fl_retained_same_places(d->published, now)) {
        if (!fl_retained_each(d->published, NULL, d->conf.id, fl_publisher_clear, b)) {
            cJSON_Delete(now);
            return false;
        }
        cJSON_Delete(d->published);
        d->published = NULL;
    }
    if (d->published) {
        cJSON_Delete(now);
        return true;
    }
    d->published = now;
    remember(b, d, now);
    return true;
}

/* --- what the publisher calls -------------------------------------------------------------------------- */

bool fl_mirror_changed(struct fl_bus *b, struct mirror *d)
{
    if (!look(b, d))
        return true;
    bool reshaped = is_complete(d) && d->shape_gen != d->view.shape_gen;
    if (!d->introduced || reshaped) { /* not before its new topics have been remembered */
        if (reshaped || d->full == FULL_NONE)
            fl_publisher_full(b, d, true);
        return true;
    }
    bool moved = d->state_gen != d->view.state_gen;
    d->state_gen = d->view.state_gen;
    if (!is_online(d) && !publish_availability(b, d, false))
        return false;
    if ((is_complete(d) && !publish_newer(b, d)) || !publish_images(b, d, false))
        return false;
    if (is_online(d) && !publish_availability(b, d, true))
        return false;
    bool sent = !moved || publish_link(b, d, false);
    set_timer(b, d);
    return sent;
}

/* The clean message after one that removed components; or what came too soon. */
static bool announce_late(struct fl_bus *b, struct mirror *d)
{
    d->announce_due_ms = FL_NEVER;
    if (!look(b, d) || !is_complete(d))
        return true;
    if (d->shape_gen == d->view.shape_gen)
        return announce(b, d);
    fl_publisher_full(b, d, true);
    return true;
}

bool fl_mirror_due(struct fl_bus *b, struct mirror *d, uint64_t now_ms)
{
    bool sent = true;
    if (d->repeat_due_ms <= now_ms) {
        d->repeat_due_ms = FL_NEVER; /* set when it is done */
        fl_publisher_full(b, d, false);
    }
    if (d->announce_due_ms <= now_ms)
        sent = announce_late(b, d);
    if (sent && d->measure_due_ms <= now_ms)
        sent = look(b, d) ? publish_waiting(b, d, now_ms) : sent;
    if (sent && d->link_due_ms <= now_ms)
        sent = publish_link(b, d, false);
    set_timer(b, d);
    return sent;
}

/* Another configuration within ANNOUNCE_GAP_MS of one; the same again does no harm. */
static bool is_too_soon(const struct mirror *d)
{
    return d->announced_ms && d->shape_gen != d->view.shape_gen &&
           fl_clock_ms() < d->announced_ms + ANNOUNCE_GAP_MS;
}

static bool begin_full(struct fl_bus *b, struct mirror *d)
{
    if (!look(b, d)) {
        d->full = FULL_NONE;
        return true;
    }
    if (!settle_places(b, d))
        return false;
    if (d->announce && is_complete(d) && is_too_soon(d)) {
        d->announce_due_ms = d->announced_ms + ANNOUNCE_GAP_MS;
        d->full = FULL_NONE;
        set_timer(b, d);
        return true;
    }
    if (d->announce && is_complete(d) && !announce(b, d))
        return false;
    fl_mirror_forget(d);
    d->seen_gen = d->view.value_gen;
    d->state_gen = d->view.state_gen;
    d->cursor = 0;
    d->full = FULL_ENTITIES;
    return is_online(d) || publish_availability(b, d, false);
}

static bool full_entities(struct fl_bus *b, struct mirror *d)
{
    uint64_t now_ms = fl_clock_ms();
    for (; is_complete(d) && d->cursor < d->view.entity_count; d->cursor++) {
        if (b->tokens <= 0)
            return true;
        if (!publish_entity(b, d, d->cursor, now_ms))
            return false;
    }
    d->full = FULL_END;
    return true;
}

static bool end_full(struct fl_bus *b, struct mirror *d)
{
    d->full = FULL_NONE;
    d->introduced = true;
    d->snapshot_due = is_complete(d);
    if (!publish_images(b, d, true) || !publish_snapshot(b, d))
        return false;
    if ((is_online(d) && !publish_availability(b, d, true)) || !publish_link(b, d, false))
        return false;
    uint64_t now_ms = fl_clock_ms();
    if (b->status_interval > 0) /* spread, lest all devices speak at once */
        d->link_due_ms = now_ms + fl_publisher_random((uint64_t)b->status_interval) + 1;
    d->repeat_due_ms = d->conf.publish_interval > 0 ? now_ms + (uint64_t)d->conf.publish_interval : FL_NEVER;
    set_timer(b, d);
    return true;
}

bool fl_mirror_full_step(struct fl_bus *b, struct mirror *d)
{
    if (d->full == FULL_BEGIN && !begin_full(b, d))
        return false;
    if (d->full == FULL_ENTITIES && !full_entities(b, d))
        return false;
    return d->full != FULL_END || end_full(b, d);
}

bool fl_mirror_farewell(struct fl_bus *b, struct mirror *d)
{
    return !d->introduced || (publish_availability(b, d, false) && publish_link(b, d, true));
}

bool fl_mirror_clear(struct fl_bus *b, struct mirror *d)
{
    return !d->published || fl_retained_each(d->published, NULL, d->conf.id, fl_publisher_clear, b);
}
