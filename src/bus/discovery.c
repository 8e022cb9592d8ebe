/* Whole discovery messages: the device, its parts and the gateway, with what each has beside its
 * driver's entities. */
#include "bus/discovery.h"

#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "bus/component.h"
#include "bus/fill.h"
#include "bus/topics.h"

enum { IDENTIFIER_MAX = 256 }; /* "fairlead" and three ids */

/* "fairlead-<gateway>[-<device>[-<key>]]" */
static const char *identifier(char buf[static IDENTIFIER_MAX], const char *gateway, const char *device,
                              const char *key)
{
    bool keyed = device && key && *key;
    fl_format(buf, IDENTIFIER_MAX, "fairlead-%s%s%s%s%s", gateway, device ? "-" : "", device ? device : "",
              keyed ? "-" : "", keyed ? key : "");
    return buf;
}

/* --- availability -------------------------------------------------------------------------- */

/* Everything uses lists and never `availability_topic`: Home Assistant refuses an entity that ends
 * up with both, its own and one inherited from the root. */
static cJSON *availability(const char *const *topics, size_t count)
{
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; list && i < count; i++) {
        struct fl_fill item = fl_fill_of(cJSON_CreateObject());
        fl_fill_text(&item, "topic", topics[i]);
        cJSON *topic = fl_fill_end(&item);
        if (!topic || !cJSON_AddItemToArray(list, topic)) {
            cJSON_Delete(topic);
            cJSON_Delete(list);
            return NULL;
        }
    }
    return list;
}

static void add_availability(struct fl_fill *f, const struct fl_discovery *d, const char *device)
{
    char bridge[FL_TOPIC_MAX], own[FL_TOPIC_MAX] = "";
    const char *topics[] = {fl_topic_bridge(bridge, d->mqtt->prefix, FL_BRIDGE_STATE), own};
    if (device)
        fl_topic_device(own, d->mqtt->prefix, device, FL_LEAF_AVAILABILITY);
    fl_fill_item(f, "availability", availability(topics, device ? 2 : 1));
    fl_fill_text(f, "availability_mode", "all");
}

/* --- what every device has beside its entities ---------------------------------------------- */

struct extra {
    const char *key, *name, *platform, *device_class, *unit, *state_class, *template;
    bool hidden; /* changes all the time: for those who look for a fault */
};

/* Read from <device>/link, which is also there without a session. */
static const struct extra diagnostics[] = {
    {"_connection", "Connection", "binary_sensor", "connectivity", NULL, NULL,
     "{{ 'ON' if value_json['state'] == 'online' else 'OFF' }}", false},
    {"_last_seen", "Last seen", "sensor", "timestamp", NULL, NULL, "{{ value_json['last_seen'] }}", true},
    {"_round_trip", "Round trip", "sensor", "duration", "ms", "measurement",
     "{{ value_json['rtt_ms']['p50'] }}", true},
    {"_reconnects", "Reconnects", "sensor", NULL, NULL, "total_increasing", "{{ value_json['reconnects'] }}",
     false},
    {"_quality", "Link quality", "sensor", NULL, "%", "measurement", "{{ value_json['quality'] }}", true},
    {"_last_error", "Last error", "sensor", NULL, NULL, NULL, "{{ value_json['last_error'] }}", true},
};

/* A component's first options; unique_id comes from the key. */
static struct fl_fill start(const struct fl_discovery *d, const char *device, const struct extra *x)
{
    char id[IDENTIFIER_MAX];
    struct fl_fill f = fl_fill_of(cJSON_CreateObject());
    fl_fill_text(&f, "platform", x->platform);
    fl_fill_text(&f, "unique_id", identifier(id, d->gateway, device ? device : "bridge", x->key));
    fl_fill_text(&f, "name", x->name);
    fl_fill_text(&f, "device_class", x->device_class);
    fl_fill_text(&f, "unit_of_measurement", x->unit);
    fl_fill_text(&f, "state_class", x->state_class);
    fl_fill_text(&f, "value_template", x->template);
    if (x->hidden)
        fl_fill_bool(&f, "enabled_by_default", false);
    return f;
}

static void add_diagnostics(struct fl_fill *components, const struct fl_discovery *d, const char *device)
{
    char topic[FL_TOPIC_MAX];
    fl_topic_device(topic, d->mqtt->prefix, device, FL_LEAF_LINK);
    for (size_t i = 0; i < sizeof diagnostics / sizeof *diagnostics; i++) {
        struct fl_fill f = start(d, device, &diagnostics[i]);
        fl_fill_text(&f, "state_topic", topic);
        fl_fill_text(&f, "entity_category", "diagnostic");
        add_availability(&f, d, NULL);
        fl_fill_item(components, diagnostics[i].key, fl_fill_end(&f));
    }
}

/* An action takes a JSON object or nothing, so Home Assistant's own "PRESS" would be refused. */
static void add_action(struct fl_fill *components, const struct fl_discovery *d, const char *device,
                       const struct fl_action *action)
{
    char key[FL_KEY_MAX + sizeof "_do_"], topic[FL_TOPIC_MAX];
    fl_format(key, sizeof key, "_do_%s", action->key);
    const char *class = action->act == FL_ACT_RECONNECT ? "restart" : NULL;
    struct fl_fill f =
        start(d, device,
              &(struct extra){.key = key, .name = action->name, .platform = "button", .device_class = class});
    fl_fill_text(&f, "command_topic", fl_topic_action(topic, d->mqtt->prefix, device, action->key));
    fl_fill_text(&f, "payload_press", "{}");
    fl_fill_text(&f, "entity_category", "diagnostic");
    fl_fill_real(&f, "qos", 1);
    if (action->act != FL_ACT_REFRESH) /* these work without a session */
        add_availability(&f, d, NULL);
    fl_fill_item(components, key, fl_fill_end(&f));
}

/* Buttons for what the engine does by itself. A driver's other actions may want arguments or
 * destroy something; one that is good for a button is declared as one. */
static void add_actions(struct fl_fill *components, const struct fl_discovery *d,
                        const struct fl_device_conf *device)
{
    static const struct fl_action built_in[] = {
        {.key = "refresh", .name = "Refresh", .act = FL_ACT_REFRESH},
        {.key = "reconnect", .name = "Reconnect", .act = FL_ACT_RECONNECT},
    };
    for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
        add_action(components, d, device->id, &built_in[i]);
    for (const struct fl_action *a = device->driver->actions; a && a->key; a++)
        if (a->act != FL_ACT_DRIVER)
            add_action(components, d, device->id, a);
}

static void add_events(struct fl_fill *components, const struct fl_discovery *d,
                       const struct fl_device_conf *device)
{
    static const struct extra events = {.key = "_events", .name = "Event", .platform = "event"};
    char topic[FL_TOPIC_MAX];
    const char *const *types = device->driver->events;
    if (!types || !*types)
        return;
    int count = 0;
    while (types[count])
        count++;
    struct fl_fill f = start(d, device->id, &events);
    fl_fill_text(&f, "state_topic", fl_topic_device(topic, d->mqtt->prefix, device->id, FL_LEAF_EVENT));
    fl_fill_item(&f, "event_types", cJSON_CreateStringArray(types, count));
    fl_fill_real(&f, "qos", 1); /* an event is not repeated */
    fl_fill_item(components, events.key, fl_fill_end(&f));
}

/* --- messages ------------------------------------------------------------------------------ */

static void add_identifier(struct fl_fill *f, const char *text)
{
    fl_fill_item(f, "identifiers", cJSON_CreateStringArray(&text, 1));
}

static const char *if_any(const char *text)
{
    return *text ? text : NULL;
}

/* A part's name alone ("Air conditioner 1") would be the same in every device of its family. */
static void add_part_name(struct fl_fill *f, const struct fl_device_conf *device, const struct fl_part *part)
{
    char name[2 * FL_NAME_MAX + FL_KEY_MAX];
    const char *own = *part->name ? part->name : part->key;
    bool said = !strncmp(own, device->name, strlen(device->name));
    bool fits = fl_format(name, sizeof name, "%s %s", device->name, own);
    fl_fill_text(f, "name", said || !fits ? own : name);
}

static cJSON *device_block(const struct fl_discovery *d, const struct fl_device_conf *device,
                           const struct fl_part *part)
{
    char own[IDENTIFIER_MAX], via[IDENTIFIER_MAX];
    struct fl_fill f = fl_fill_of(cJSON_CreateObject());
    add_identifier(&f, identifier(own, d->gateway, device->id, part->key));
    if (*part->key)
        add_part_name(&f, device, part);
    else
        fl_fill_text(&f, "name", device->name);
    fl_fill_text(&f, "manufacturer", if_any(part->maker));
    fl_fill_text(&f, "model", if_any(part->model));
    fl_fill_text(&f, "sw_version", if_any(part->version));
    fl_fill_text(&f, "serial_number", if_any(part->serial));
    fl_fill_text(&f, "via_device", identifier(via, d->gateway, *part->key ? device->id : NULL, NULL));
    return fl_fill_end(&f);
}

static cJSON *origin_block(void)
{
    struct fl_fill f = fl_fill_of(cJSON_CreateObject());
    fl_fill_text(&f, "name", "Fairlead");
    fl_fill_text(&f, "sw_version", FL_VERSION);
    return fl_fill_end(&f);
}

/* Adds an entity's component under its key. False: there is none for it. */
static bool add_entity(struct fl_fill *components, const struct fl_discovery *d, const char *device,
                       const struct fl_entity *e)
{
    char id[IDENTIFIER_MAX];
    bool skip;
    cJSON *component = fl_component_of_entity(d, device, e, &skip);
    if (skip)
        return false;
    struct fl_fill f = fl_fill_of(component);
    fl_fill_text(&f, "unique_id", identifier(id, d->gateway, device, e->key));
    fl_fill_item(components, e->key, fl_fill_end(&f));
    return true;
}

static size_t add_entities(struct fl_fill *components, const struct fl_discovery *d, const char *device,
                           const struct fl_shape *shape, int part)
{
    size_t count = 0;
    for (size_t i = 0; i < shape->entity_count; i++)
        if (shape->entities[i].part == part)
            count += add_entity(components, d, device, &shape->entities[i]);
    return count;
}

/* Takes the two objects. */
static cJSON *message(const struct fl_discovery *d, const char *device, cJSON *device_json, cJSON *components)
{
    struct fl_fill f = fl_fill_of(cJSON_CreateObject());
    fl_fill_item(&f, "device", device_json);
    fl_fill_item(&f, "origin", origin_block());
    if (device)
        add_availability(&f, d, device);
    fl_fill_item(&f, "components", components);
    return fl_fill_end(&f);
}

cJSON *fl_discovery_device(const struct fl_discovery *d, const struct fl_device_conf *device,
                           const struct fl_shape *shape, int part)
{
    if (part < 0 || (size_t)part >= shape->part_count)
        return NULL;
    struct fl_fill components = fl_fill_of(cJSON_CreateObject());
    size_t count = add_entities(&components, d, device->id, shape, part);
    if (part && !count) {
        cJSON_Delete(components.object);
        return NULL;
    }
    if (!part) {
        add_events(&components, d, device);
        add_diagnostics(&components, d, device->id);
        add_actions(&components, d, device);
    }
    return message(d, device->id, device_block(d, device, &shape->parts[part]), fl_fill_end(&components));
}

/* --- the gateway itself --------------------------------------------------------------------- */

/* The one component that must not become unavailable: it says that the others are. */
static void add_health(struct fl_fill *components, const struct fl_discovery *d)
{
    static const struct extra health = {
        "_connection", "Connection", "binary_sensor", "connectivity", NULL, NULL, NULL, false};
    char topic[FL_TOPIC_MAX];
    struct fl_fill f = start(d, NULL, &health);
    fl_fill_text(&f, "state_topic", fl_topic_bridge(topic, d->mqtt->prefix, FL_BRIDGE_STATE));
    fl_fill_text(&f, "payload_on", "online");
    fl_fill_text(&f, "payload_off", "offline");
    fl_fill_text(&f, "entity_category", "diagnostic");
    fl_fill_item(components, health.key, fl_fill_end(&f));
}

static void add_reports(struct fl_fill *components, const struct fl_discovery *d)
{
    static const struct extra reports[] = {
        {"_version", "Version", "sensor", NULL, NULL, NULL, "{{ value_json['version'] }}", false},
        {"_uptime", "Uptime", "sensor", "duration", "s", "measurement", "{{ value_json['uptime'] }}", true},
    };
    static const enum fl_bridge_leaf leaves[] = {FL_BRIDGE_INFO, FL_BRIDGE_HEALTH};
    char topic[FL_TOPIC_MAX];
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        struct fl_fill f = start(d, NULL, &reports[i]);
        fl_fill_text(&f, "state_topic", fl_topic_bridge(topic, d->mqtt->prefix, leaves[i]));
        fl_fill_text(&f, "entity_category", "diagnostic");
        add_availability(&f, d, NULL);
        fl_fill_item(components, reports[i].key, fl_fill_end(&f));
    }
}

static void add_log_level(struct fl_fill *components, const struct fl_discovery *d)
{
    static const struct extra level = {
        "_log_level", "Log level", "select", NULL, NULL, NULL, "{{ value_json['log_level'] }}", false};
    char topic[FL_TOPIC_MAX];
    struct fl_fill f = start(d, NULL, &level);
    fl_fill_text(&f, "state_topic", fl_topic_bridge(topic, d->mqtt->prefix, FL_BRIDGE_INFO));
    fl_fill_text(&f, "command_topic", fl_topic_request(topic, d->mqtt->prefix, "log_level"));
    fl_fill_text(&f, "command_template", "{\"level\": {{ value | tojson }}}");
    fl_fill_item(&f, "options", cJSON_CreateStringArray(fl_level_names, FL_TRACE + 1));
    fl_fill_text(&f, "entity_category", "config");
    fl_fill_real(&f, "qos", 1);
    add_availability(&f, d, NULL);
    fl_fill_item(components, level.key, fl_fill_end(&f));
}

static void add_reload(struct fl_fill *components, const struct fl_discovery *d)
{
    static const struct extra reload = {
        .key = "_reload", .name = "Reload configuration", .platform = "button"};
    char topic[FL_TOPIC_MAX];
    struct fl_fill f = start(d, NULL, &reload);
    fl_fill_text(&f, "command_topic", fl_topic_request(topic, d->mqtt->prefix, "reload"));
    fl_fill_text(&f, "payload_press", "{}");
    fl_fill_text(&f, "entity_category", "config");
    fl_fill_real(&f, "qos", 1);
    add_availability(&f, d, NULL);
    fl_fill_item(components, reload.key, fl_fill_end(&f));
}

static cJSON *gateway_block(const struct fl_discovery *d)
{
    char id[IDENTIFIER_MAX], name[FL_NAME_MAX];
    struct fl_fill f = fl_fill_of(cJSON_CreateObject());
    add_identifier(&f, identifier(id, d->gateway, NULL, NULL));
    fl_format(name, sizeof name, "Fairlead %s", d->gateway);
    fl_fill_text(&f, "name", name);
    fl_fill_text(&f, "manufacturer", "Fairlead");
    fl_fill_text(&f, "model", "Gateway");
    fl_fill_text(&f, "sw_version", FL_VERSION);
    return fl_fill_end(&f);
}

cJSON *fl_discovery_gateway(const struct fl_discovery *d)
{
    struct fl_fill components = fl_fill_of(cJSON_CreateObject());
    add_health(&components, d);
    add_reports(&components, d);
    add_log_level(&components, d);
    add_reload(&components, d);
    return message(d, NULL, gateway_block(d), fl_fill_end(&components));
}

/* --- what was sent before ------------------------------------------------------------------- */

static const char *platform_of(const cJSON *component)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(component, "platform"));
}

cJSON *fl_discovery_components(const cJSON *message_json)
{
    struct fl_fill f = fl_fill_of(cJSON_CreateObject());
    const cJSON *components = cJSON_GetObjectItemCaseSensitive(message_json, "components");
    for (const cJSON *c = components ? components->child : NULL; c; c = c->next)
        fl_fill_text(&f, c->string, platform_of(c));
    return fl_fill_end(&f);
}

size_t fl_discovery_add_removed(cJSON *message_json, const cJSON *before)
{
    size_t count = 0;
    struct fl_fill f = fl_fill_of(cJSON_GetObjectItemCaseSensitive(message_json, "components"));
    for (const cJSON *b = before && !f.bad ? before->child : NULL; b; b = b->next) {
        const char *old = cJSON_GetStringValue(b);
        const char *now = platform_of(cJSON_GetObjectItemCaseSensitive(f.object, b->string));
        if (!old || (now && !strcmp(old, now)))
            continue;
        struct fl_fill bare = fl_fill_of(cJSON_CreateObject());
        fl_fill_text(&bare, "platform", old);
        cJSON_DeleteItemFromObjectCaseSensitive(f.object, b->string);
        fl_fill_item(&f, b->string, fl_fill_end(&bare));
        count++;
    }
    return count;
}
