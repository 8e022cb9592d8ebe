/* One entity as a component of a Home Assistant discovery message: which platform it becomes, with
 * which topics, templates, limits and words. For discovery.c. Thread rule: any thread. */
#ifndef FL_BUS_COMPONENT_H
#define FL_BUS_COMPONENT_H

#include "bus/discovery.h"

/* An object that is being filled. Out of memory sets bad and later calls do nothing: test once. */
struct fl_fill {
    cJSON *object;
    bool bad;
};

struct fl_fill fl_fill_of(cJSON *object);                                /* NULL: bad */
void fl_fill_item(struct fl_fill *f, const char *key, cJSON *item);      /* takes item; NULL: bad */
void fl_fill_text(struct fl_fill *f, const char *key, const char *text); /* NULL: left out */
void fl_fill_bool(struct fl_fill *f, const char *key, bool value);
void fl_fill_real(struct fl_fill *f, const char *key, double value);
cJSON *fl_fill_end(struct fl_fill *f); /* the object, or NULL, having deleted it */

/* NULL with *skip: not for Home Assistant (a hole, or neither to be read nor set); NULL without:
 * no memory. Availability and unique id are the caller's to add. */
cJSON *fl_component_of_entity(const struct fl_discovery *d, const char *device, const struct fl_entity *e,
                              bool *skip);

#endif
