/* Topics: built and parsed here and nowhere else. Pure functions over the caller's memory.
 *
 * Every builder fills a buffer of FL_TOPIC_MAX bytes and returns it, so that it can stand in an
 * argument list. `prefix` is mqtt.prefix, `device`, `key` and the like are valid ids; with a prefix
 * that fl_topic_prefix_ok() accepts, every topic fits. Thread rule: any thread. */
#ifndef FL_BUS_TOPICS_H
#define FL_BUS_TOPICS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/settings.h"

enum {
    FL_TOPIC_MAX = 512,
    FL_TOPIC_PREFIX_MAX = 128, /* bytes of mqtt.prefix and of discovery.prefix */
    FL_TOPIC_LEVEL_MAX = 129,  /* a level of an arrived topic, with the NUL; longer ones are not ours */
    FL_FILTERS_MAX = 5
};

/* What a device publishes, or takes, at <prefix>/<device>/<leaf>. */
enum fl_device_leaf {
    FL_LEAF_STATE,
    FL_LEAF_AVAILABILITY,
    FL_LEAF_LINK,
    FL_LEAF_VERDICT,
    FL_LEAF_EVENT,
    FL_LEAF_SET
};

/* What the gateway publishes at <prefix>/bridge/<leaf>. */
enum fl_bridge_leaf { FL_BRIDGE_STATE, FL_BRIDGE_INFO, FL_BRIDGE_HEALTH, FL_BRIDGE_LOG };

const char *fl_topic_device(char buf[static FL_TOPIC_MAX], const char *prefix, const char *device,
                            enum fl_device_leaf leaf);
const char *fl_topic_entity(char buf[static FL_TOPIC_MAX], const char *prefix, const char *device,
                            const char *key);
const char *fl_topic_entity_set(char buf[static FL_TOPIC_MAX], const char *prefix, const char *device,
                                const char *key);
const char *fl_topic_action(char buf[static FL_TOPIC_MAX], const char *prefix, const char *device,
                            const char *action);
const char *fl_topic_image(char buf[static FL_TOPIC_MAX], const char *prefix, const char *device,
                           const char *name);
const char *fl_topic_bridge(char buf[static FL_TOPIC_MAX], const char *prefix, enum fl_bridge_leaf leaf);
const char *fl_topic_request(char buf[static FL_TOPIC_MAX], const char *prefix, const char *op);
const char *fl_topic_response(char buf[static FL_TOPIC_MAX], const char *prefix, const char *op);

/* <discovery prefix>/device/<gateway>-<device>[-<part>]/config. device NULL: the gateway itself,
 * as "<gateway>-bridge" (no device can have that id). part NULL or "": the device itself. */
const char *fl_topic_discovery(char buf[static FL_TOPIC_MAX], const char *discovery_prefix,
                               const char *gateway, const char *device, const char *part);

/* 1 to FL_TOPIC_PREFIX_MAX bytes of UTF-8, levels not empty, no wildcard, no control character, no
 * leading "$". */
bool fl_topic_prefix_ok(const char *prefix);

/* --- arriving ------------------------------------------------------------------------------ */

enum fl_topic_kind {
    FL_TOPIC_OTHER,      /* not one we take commands on */
    FL_TOPIC_ENTITY_SET, /* <device>/<name>/set */
    FL_TOPIC_DEVICE_SET, /* <device>/set */
    FL_TOPIC_ACTION,     /* <device>/do/<name> */
    FL_TOPIC_REQUEST,    /* bridge/request/<name> */
    FL_TOPIC_HA_STATUS   /* Home Assistant's birth topic */
};

struct fl_topic {
    enum fl_topic_kind kind;
    char device[FL_TOPIC_LEVEL_MAX]; /* as it stands there: the device may not exist; "": none */
    char name[FL_TOPIC_LEVEL_MAX];   /* entity, action or op; "": none */
    /* Two of our filters match it (<device>/do/set): a broker may deliver one message twice, one
     * right behind the other. The router drops a copy that equals the message just before. */
    bool doubled;
};

/* What an arrived topic is. False: FL_TOPIC_OTHER. */
bool fl_topic_parse(struct fl_topic *out, const struct fl_mqtt_conf *conf, const char *topic);

/* A command as its verdict names it: "kitchen_light/set", "set", "do/refresh". */
const char *fl_topic_command(char buf[static FL_TOPIC_MAX], const struct fl_topic *topic);

/* The filters to subscribe, whatever the number of devices: those of commands first, of which
 * there are *commands; the birth topic, if discovery is on, last. Returns how many. */
size_t fl_topic_filters(char filters[static FL_FILTERS_MAX][FL_TOPIC_MAX], const struct fl_mqtt_conf *conf,
                        size_t *commands);

/* Whether a verdict may go to this response topic. Not with a wildcard, a "$" or more than
 * 256 bytes; not below the discovery prefix, nor on a topic that we take commands on or that the
 * bridge or a device could publish on: the sender may lack the rights that we have. */
bool fl_topic_response_ok(const struct fl_mqtt_conf *conf, const char *topic);

#endif
