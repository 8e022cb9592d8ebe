/* The shape of every topic: how each is built, and what an arrived one means. */
#include "bus/topics.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

/* A device's leaves, also the entity keys that fl_entity_key_ok() refuses for their sake. */
static const char *const device_leaves[] = {"state", "availability", "link", "verdict", "event", "set"};
static const char *const bridge_leaves[] = {"state", "info", "health", "log"};

/* snprintf into a topic buffer; one that does not fit becomes "", which no broker accepts, rather
 * than another topic's name. */
static FL_PRINTF(2, 3) const char *build(char buf[static FL_TOPIC_MAX], const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int len = vsnprintf(buf, FL_TOPIC_MAX, fmt, ap);
    va_end(ap);
    if (len < 0 || len >= FL_TOPIC_MAX)
        buf[0] = '\0';
    return buf;
}

const char *fl_topic_device(char buf[static FL_TOPIC_MAX], const char *prefix, const char *device,
                            enum fl_device_leaf leaf)
{
    return build(buf, "%s/%s/%s", prefix, device, device_leaves[leaf]);
}

const char *fl_topic_entity(char buf[static FL_TOPIC_MAX], const char *prefix, const char *device,
                            const char *key)
{
    return build(buf, "%s/%s/%s", prefix, device, key);
}

const char *fl_topic_entity_set(char buf[static FL_TOPIC_MAX], const char *prefix, const char *device,
                                const char *key)
{
    return build(buf, "%s/%s/%s/set", prefix, device, key);
}

const char *fl_topic_action(char buf[static FL_TOPIC_MAX], const char *prefix, const char *device,
                            const char *action)
{
    return build(buf, "%s/%s/do/%s", prefix, device, action);
}

const char *fl_topic_image(char buf[static FL_TOPIC_MAX], const char *prefix, const char *device,
                           const char *name)
{
    return build(buf, "%s/%s/image/%s", prefix, device, name);
}

const char *fl_topic_bridge(char buf[static FL_TOPIC_MAX], const char *prefix, enum fl_bridge_leaf leaf)
{
    return build(buf, "%s/bridge/%s", prefix, bridge_leaves[leaf]);
}

const char *fl_topic_request(char buf[static FL_TOPIC_MAX], const char *prefix, const char *op)
{
    return build(buf, "%s/bridge/request/%s", prefix, op);
}

const char *fl_topic_response(char buf[static FL_TOPIC_MAX], const char *prefix, const char *op)
{
    return build(buf, "%s/bridge/response/%s", prefix, op);
}

const char *fl_topic_discovery(char buf[static FL_TOPIC_MAX], const char *discovery_prefix,
                               const char *gateway, const char *device, const char *part)
{
    bool of_part = device && part && *part;
    return build(buf, "%s/device/%s-%s%s%s/config", discovery_prefix, gateway, device ? device : "bridge",
                 of_part ? "-" : "", of_part ? part : "");
}

static bool has_control(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            return true;
    return false;
}

bool fl_topic_prefix_ok(const char *prefix)
{
    size_t len = strlen(prefix);
    if (!len || len > FL_TOPIC_PREFIX_MAX || prefix[0] == '$')
        return false;
    if (prefix[0] == '/' || prefix[len - 1] == '/' || strstr(prefix, "//"))
        return false;
    return !strpbrk(prefix, "+#") && !has_control(prefix) && fl_utf8_ok(prefix, len);
}

/* What stands behind "<prefix>/", or NULL if the topic is not below the prefix. */
static const char *below(const char *topic, const char *prefix)
{
    size_t len = strlen(prefix);
    return !strncmp(topic, prefix, len) && topic[len] == '/' ? topic + len + 1 : NULL;
}

enum { LEVELS_MAX = 3 }; /* below the prefix: <device>/do/<action> is the longest that we know */

/* Cuts a topic at its slashes. 0: more levels than we have, or one that is empty or too long. */
static size_t split(const char *rest, char levels[LEVELS_MAX][FL_TOPIC_LEVEL_MAX])
{
    for (size_t n = 0; n < LEVELS_MAX; n++) {
        size_t len = strcspn(rest, "/");
        if (!len || len >= FL_TOPIC_LEVEL_MAX)
            return 0;
        memcpy(levels[n], rest, len);
        levels[n][len] = '\0';
        if (!rest[len])
            return n + 1;
        rest += len + 1;
    }
    return 0;
}

/* Fills in kind, device and name; a kind of OTHER leaves them empty. */
static void take(struct fl_topic *out, enum fl_topic_kind kind, const char *device, const char *name)
{
    out->kind = kind;
    fl_copy(out->device, sizeof out->device, device);
    fl_copy(out->name, sizeof out->name, name);
}

static void parse_levels(struct fl_topic *out, char levels[LEVELS_MAX][FL_TOPIC_LEVEL_MAX], size_t count)
{
    bool last_is_set = count && !strcmp(levels[count - 1], "set");
    if (count && !strcmp(levels[0], "bridge")) {
        if (count == 3 && !strcmp(levels[1], "request"))
            take(out, FL_TOPIC_REQUEST, "", levels[2]);
    } else if (count == 2 && last_is_set) {
        take(out, FL_TOPIC_DEVICE_SET, levels[0], "");
    } else if (count == 3 && !strcmp(levels[1], "do")) {
        take(out, FL_TOPIC_ACTION, levels[0], levels[2]);
    } else if (count == 3 && last_is_set) {
        take(out, FL_TOPIC_ENTITY_SET, levels[0], levels[1]);
    }
    out->doubled =
        count == 3 && last_is_set && out->kind != FL_TOPIC_ENTITY_SET && out->kind != FL_TOPIC_OTHER;
}

bool fl_topic_parse(struct fl_topic *out, const struct fl_mqtt_conf *conf, const char *topic)
{
    *out = (struct fl_topic){.kind = FL_TOPIC_OTHER};
    if (conf->discovery.enabled && !strcmp(topic, conf->discovery.status_topic)) {
        out->kind = FL_TOPIC_HA_STATUS;
        return true;
    }
    const char *rest = below(topic, conf->prefix);
    if (!rest || has_control(topic))
        return false;
    char levels[LEVELS_MAX][FL_TOPIC_LEVEL_MAX];
    parse_levels(out, levels, split(rest, levels));
    return out->kind != FL_TOPIC_OTHER;
}

const char *fl_topic_command(char buf[static FL_TOPIC_MAX], const struct fl_topic *topic)
{
    switch (topic->kind) {
    case FL_TOPIC_ENTITY_SET:
        return build(buf, "%s/set", topic->name);
    case FL_TOPIC_ACTION:
        return build(buf, "do/%s", topic->name);
    case FL_TOPIC_REQUEST:
        return build(buf, "request/%s", topic->name);
    case FL_TOPIC_DEVICE_SET:
    case FL_TOPIC_HA_STATUS:
    case FL_TOPIC_OTHER:
        break;
    }
    return build(buf, "set");
}

size_t fl_topic_filters(char filters[static FL_FILTERS_MAX][FL_TOPIC_MAX], const struct fl_mqtt_conf *conf,
                        size_t *commands)
{
    static const char *const shapes[] = {"+/+/set", "+/set", "+/do/+", "bridge/request/+"};
    size_t count = 0;
    for (; count < sizeof shapes / sizeof *shapes; count++)
        build(filters[count], "%s/%s", conf->prefix, shapes[count]);
    *commands = count;
    if (conf->discovery.enabled)
        build(filters[count++], "%s", conf->discovery.status_topic);
    return count;
}

/* Whether the bridge or a device could publish there: <device>/<leaf or entity>,
 * <device>/image/<name>, anything of the bridge. */
static bool is_published(const char *rest)
{
    char levels[LEVELS_MAX][FL_TOPIC_LEVEL_MAX];
    size_t count = split(rest, levels);
    if (!strncmp(rest, "bridge/", 7) || count == 2)
        return true;
    return count == 3 && !strcmp(levels[1], "image");
}

bool fl_topic_response_ok(const struct fl_mqtt_conf *conf, const char *topic)
{
    size_t len = strlen(topic);
    if (!len || len > 256 || strpbrk(topic, "+#$"))
        return false;
    if (has_control(topic) || !fl_utf8_ok(topic, len))
        return false;
    struct fl_topic parsed;
    if (fl_topic_parse(&parsed, conf, topic) || below(topic, conf->discovery.prefix))
        return false;
    const char *rest = below(topic, conf->prefix);
    return !rest || !is_published(rest);
}
