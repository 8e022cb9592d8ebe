/* The record of a device's retained topics. */
#include "bus/retained.h"

#include <string.h>

#include "base/str.h"
#include "bus/payload.h"
#include "bus/topics.h"

static const char *text_of(const cJSON *published, const char *member)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(published, member));
}

cJSON *fl_retained_of(const struct fl_mqtt_conf *conf, const char *gateway, const struct fl_shape *shape)
{
    cJSON *o = cJSON_CreateObject();
    cJSON_AddStringToObject(o, "prefix", conf->prefix);
    if (conf->discovery.enabled)
        cJSON_AddStringToObject(o, "discovery", conf->discovery.prefix);
    else
        cJSON_AddNullToObject(o, "discovery");
    cJSON_AddStringToObject(o, "gateway", gateway);
    cJSON_AddBoolToObject(o, "snapshot", conf->topics != FL_TOPICS_ENTITIES);
    cJSON *entities = cJSON_AddArrayToObject(o, "entities");
    cJSON *images = cJSON_AddArrayToObject(o, "images");
    cJSON_AddObjectToObject(o, "parts");
    for (size_t i = 0; shape && i < shape->entity_count; i++) {
        const struct fl_entity *e = &shape->entities[i];
        if (e->kind == FL_IMAGE && e->key[0])
            cJSON_AddItemToArray(images, cJSON_CreateString(e->key));
        else if (fl_payload_has_state(e) && conf->topics != FL_TOPICS_SNAPSHOT)
            cJSON_AddItemToArray(entities, cJSON_CreateString(e->key));
    }
    return o;
}

static bool has_text(const cJSON *array, const char *text)
{
    const cJSON *item;
    cJSON_ArrayForEach(item,
                       array) if (cJSON_IsString(item) && strcmp(item->valuestring, text) == 0) return true;
    return false;
}

static void add_missing(cJSON *to, const cJSON *from)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, from) if (cJSON_IsString(item) && !has_text(to, item->valuestring))
        cJSON_AddItemToArray(to, cJSON_CreateString(item->valuestring));
}

static bool has_snapshot(const cJSON *published)
{
    return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(published, "snapshot"));
}

cJSON *fl_retained_union(const cJSON *a, const cJSON *b)
{
    cJSON *both = cJSON_Duplicate(b, true);
    if (has_snapshot(a))
        cJSON_ReplaceItemInObjectCaseSensitive(both, "snapshot", cJSON_CreateTrue());
    static const char *const lists[] = {"entities", "images"};
    for (size_t i = 0; i < 2; i++)
        add_missing(cJSON_GetObjectItemCaseSensitive(both, lists[i]),
                    cJSON_GetObjectItemCaseSensitive(a, lists[i]));
    cJSON *parts = cJSON_GetObjectItemCaseSensitive(both, "parts");
    const cJSON *part;
    cJSON_ArrayForEach(part, cJSON_GetObjectItemCaseSensitive(
                                 a, "parts")) if (!cJSON_GetObjectItemCaseSensitive(parts, part->string))
        cJSON_AddItemToObject(parts, part->string, cJSON_Duplicate(part, true));
    return both;
}

static bool same_text(const cJSON *a, const cJSON *b, const char *member)
{
    const char *x = text_of(a, member), *y = text_of(b, member);
    return x && y ? strcmp(x, y) == 0 : x == y;
}

bool fl_retained_same_places(const cJSON *a, const cJSON *b)
{
    return same_text(a, b, "prefix") && same_text(a, b, "discovery") && same_text(a, b, "gateway");
}

const cJSON *fl_retained_part(const cJSON *published, const char *part)
{
    return cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(published, "parts"), part);
}

void fl_retained_set_part(cJSON *published, const char *part, cJSON *components)
{
    cJSON *parts = cJSON_GetObjectItemCaseSensitive(published, "parts");
    cJSON_DeleteItemFromObjectCaseSensitive(parts, part);
    if (!components || !cJSON_AddItemToObject(parts, part, components))
        cJSON_Delete(components);
}

struct walk {
    const cJSON *gone, *kept;
    const char *prefix, *device;
    bool (*use)(void *ctx, const char *topic);
    void *ctx;
};

/* A record comes from a file: only what is a key may become a topic. */
static bool each_of(const struct walk *w, const char *list,
                    const char *(*topic)(char buf[static FL_TOPIC_MAX], const char *prefix,
                                         const char *device, const char *name))
{
    char buf[FL_TOPIC_MAX];
    const cJSON *item, *kept = cJSON_GetObjectItemCaseSensitive(w->kept, list);
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(w->gone, list))
    {
        const char *name = cJSON_GetStringValue(item);
        if (!name || !fl_key_ok(name) || has_text(kept, name))
            continue;
        if (!w->use(w->ctx, topic(buf, w->prefix, w->device, name)))
            return false;
    }
    return true;
}

static bool each_part(const struct walk *w)
{
    char buf[FL_TOPIC_MAX];
    const char *discovery = text_of(w->gone, "discovery"), *gateway = text_of(w->gone, "gateway");
    const cJSON *part;
    if (!discovery || !fl_topic_prefix_ok(discovery) || !gateway || !fl_key_ok(gateway))
        return true;
    cJSON_ArrayForEach(part, cJSON_GetObjectItemCaseSensitive(w->gone, "parts"))
    {
        if ((part->string[0] && !fl_key_ok(part->string)) || fl_retained_part(w->kept, part->string))
            continue;
        if (!w->use(w->ctx, fl_topic_discovery(buf, discovery, gateway, w->device, part->string)))
            return false;
    }
    return true;
}

bool fl_retained_each(const cJSON *gone, const cJSON *kept, const char *device,
                      bool (*use)(void *ctx, const char *topic), void *ctx)
{
    static const enum fl_device_leaf always[] = {FL_LEAF_AVAILABILITY, FL_LEAF_STATE, FL_LEAF_LINK};
    struct walk w = {gone, kept, text_of(gone, "prefix"), device, use, ctx};
    char buf[FL_TOPIC_MAX];
    if (!each_part(&w))
        return false;
    if (!w.prefix || !fl_topic_prefix_ok(w.prefix))
        return true;
    for (size_t i = 0; !kept && i < sizeof(always) / sizeof(always[0]); i++)
        if (!use(ctx, fl_topic_device(buf, w.prefix, device, always[i])))
            return false;
    if (kept && has_snapshot(gone) && !has_snapshot(kept) &&
        !use(ctx, fl_topic_device(buf, w.prefix, device, FL_LEAF_STATE)))
        return false;
    return each_of(&w, "entities", fl_topic_entity) && each_of(&w, "images", fl_topic_image);
}

bool fl_retained_each_own(const cJSON *gone, const cJSON *kept, bool (*use)(void *ctx, const char *topic),
                          void *ctx)
{
    static const enum fl_bridge_leaf always[] = {FL_BRIDGE_STATE, FL_BRIDGE_INFO, FL_BRIDGE_HEALTH};
    const char *prefix = text_of(gone, "prefix"), *discovery = text_of(gone, "discovery");
    const char *gateway = text_of(gone, "gateway");
    char buf[FL_TOPIC_MAX];
    bool announced = discovery && fl_topic_prefix_ok(discovery) && gateway && fl_key_ok(gateway);
    bool moved = !same_text(gone, kept, "discovery") || !same_text(gone, kept, "gateway");
    if (announced && moved && !use(ctx, fl_topic_discovery(buf, discovery, gateway, NULL, NULL)))
        return false;
    if (!prefix || !fl_topic_prefix_ok(prefix) || same_text(gone, kept, "prefix"))
        return true;
    for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
        if (!use(ctx, fl_topic_bridge(buf, prefix, always[i])))
            return false;
    return true;
}
