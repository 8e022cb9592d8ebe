/* A device as Home Assistant's MQTT device discovery wants it: one message per device, one per
 * part of it and one for the gateway itself. Pure functions; messages belong to the caller
 * (cJSON_Delete); their topic is fl_topic_discovery(). Thread rule: any thread.
 *
 * Identity. Identifiers are fairlead-<gateway>[-<device>[-<part>]], unique ids
 * fairlead-<gateway>-<device>-<key>: joined by "-", which no id contains, so that no two can meet.
 * The gateway's own components and a device's diagnostics have keys with a leading "_", which no
 * entity has. None of it depends on a name or an address.
 *
 * What it expects of the gateway's own topics: bridge/info has "version" and "log_level",
 * bridge/health has "uptime"; bridge/request/log_level takes {"level":"debug"}. */
#ifndef FL_BUS_DISCOVERY_H
#define FL_BUS_DISCOVERY_H

#include <cjson/cJSON.h>

#include "model/model.h"
#include "model/settings.h"

struct fl_discovery {                /* borrowed for the call */
    const struct fl_mqtt_conf *mqtt; /* prefix, topics, discovery */
    const char *gateway;             /* gateway.name */
};

/* Part 0 is the device itself, with its diagnostics, buttons and events: always a message. Another
 * part without an entity of its own: NULL, and its config topic is to be cleared. NULL also means
 * no memory. */
cJSON *fl_discovery_device(const struct fl_discovery *d, const struct fl_device_conf *device,
                           const struct fl_shape *shape, int part);
cJSON *fl_discovery_gateway(const struct fl_discovery *d);

/* What to remember of a message that was sent: {"<component>":"<platform>", ...}. */
cJSON *fl_discovery_components(const cJSON *message);
/* Home Assistant keeps a component that a new message merely leaves out. This puts those of
 * `before` that are gone, or have changed their platform, into the message as bare
 * {"platform":...}, which removes them, and returns how many. If any: publish this message, some
 * seconds later the clean one. */
size_t fl_discovery_add_removed(cJSON *message, const cJSON *before);

#endif
