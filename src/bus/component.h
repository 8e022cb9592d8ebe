/* One entity as a component of a Home Assistant discovery message: which platform it becomes, with
 * which topics, templates, limits and words. For discovery.c. Thread rule: any thread. */
#ifndef FL_BUS_COMPONENT_H
#define FL_BUS_COMPONENT_H

#include "bus/discovery.h"

/* NULL with *skip: not for Home Assistant (a hole, or neither to be read nor set); NULL without:
 * no memory. Availability and unique id are the caller's to add. */
cJSON *fl_component_of_entity(const struct fl_discovery *d, const char *device, const struct fl_entity *e,
                              bool *skip);

#endif
