/* What a device has left on the broker, as a JSON object that survives restarts:
 *
 *   {"prefix":"fairlead","discovery":"homeassistant","gateway":"home","snapshot":true,
 *    "entities":["lamp"],"images":["photo"],"parts":{"":{"lamp":"light"},"room":{...}}}
 *
 * parts: discovery messages sent, by part, with their components; "discovery" null: none sent.
 * The gateway's own record has the same form, without entities, images and parts.
 * Pure functions; objects belong to the caller (cJSON_Delete). NULL: no memory. */
#ifndef FL_BUS_RETAINED_H
#define FL_BUS_RETAINED_H

#include <cjson/cJSON.h>

#include "model/model.h"
#include "model/settings.h"

/* Without parts, which are added when their messages are made. shape NULL: no entities yet. */
cJSON *fl_retained_of(const struct fl_mqtt_conf *conf, const char *gateway, const struct fl_shape *shape);
/* Both together, under b's prefixes: what there may be while a changes into b. */
cJSON *fl_retained_union(const cJSON *a, const cJSON *b);
bool fl_retained_same_places(const cJSON *a, const cJSON *b); /* prefixes and gateway are equal */

const cJSON *fl_retained_part(const cJSON *published, const char *part);          /* components; NULL: none */
void fl_retained_set_part(cJSON *published, const char *part, cJSON *components); /* takes components */

/* Calls use() for each topic of `gone` that is not in `kept` (NULL: all are gone, with those that
 * every device has). Stops when it returns false, and returns that. */
bool fl_retained_each(const cJSON *gone, const cJSON *kept, const char *device,
                      bool (*use)(void *ctx, const char *topic), void *ctx);
/* The same for the gateway's own topics. */
bool fl_retained_each_own(const cJSON *gone, const cJSON *kept, bool (*use)(void *ctx, const char *topic),
                          void *ctx);

#endif
