/* A copy of one device at one instant, readable with no lock. Owned by its reader, who keeps it
 * and has it brought up to date; thread rule: one reader at a time. */
#ifndef FL_MODEL_VIEW_H
#define FL_MODEL_VIEW_H

#include "model/metrics.h"
#include "model/model.h"

struct fl_view { /* zeroed: nothing copied yet */
    enum fl_link_state state;
    uint64_t state_gen;      /* rises with every change of state */
    uint64_t shape_gen;      /* rises when entities come or go: discovery is stale */
    uint64_t value_gen;      /* rises when a value changes by more than its dead band */
    struct fl_shape *shape;  /* counted */
    struct fl_value *values; /* of all fields, at shape->first_slot[entity] + field; texts owned */
    size_t value_count;
    uint64_t *entity_gen; /* value_gen at each entity's last change: what to publish */
    size_t entity_count;
    struct fl_metrics metrics;
};

void fl_view_finish(struct fl_view *v);

#endif
