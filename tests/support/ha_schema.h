/* Judges Home Assistant discovery messages by tests/vectors/ha_schema.json, more strictly than
 * Home Assistant: what it would drop in silence is a fault here. Thread rule: one thread. */
#ifndef FL_TESTS_HA_SCHEMA_H
#define FL_TESTS_HA_SCHEMA_H

#include <stddef.h>

#include "base/str.h"

struct ha_schema;

/* Reads the tables; NULL: not there, or not JSON. */
struct ha_schema *ha_schema_load(const char *path);
void ha_schema_destroy(struct ha_schema *s); /* NULL is fine */

/* Checks a device discovery message, one line for each fault into *faults (added to it), and
 * returns how many. The unique ids of all messages checked so far must differ; a message on the
 * topic of an earlier one replaces it. An empty payload removes it and is always right. */
size_t ha_schema_check(struct ha_schema *s, const char *topic, const char *payload, size_t len,
                       struct fl_str *faults);

#endif
