/* RIB values as JSON, for the actions that read and write them. */
#ifndef FL_DRIVERS_RINA_JSON_H
#define FL_DRIVERS_RINA_JSON_H

#include <cjson/cJSON.h>

#include "rina_codec.h"

/* {"name","class","value","version","last_modified"}; bytes are {"$hex":"00ff"}. NULL: no memory. */
cJSON *rina_object_json(const struct rina_object *object);

/* A JSON value in wire form: text, whole number, true or false, an object of such, {"$hex":"..."}. False: it is
 * something else, or there is no room. */
bool rina_put_json(struct fl_writer *out, enum rina_codec codec, const cJSON *json);

#endif
