/* Ends a copy of a device. Bringing one up to date is fl_model_copy() and fl_link_view(). */
#include "model/view.h"

#include <stdlib.h>
#include <string.h>

void fl_view_finish(struct fl_view *v)
{
    for (size_t i = 0; v->shape && i < v->shape->entity_count; i++) {
        const struct fl_entity *e = &v->shape->entities[i];
        for (size_t f = 0; f < e->field_count; f++) {
            struct fl_value *value = &v->values[v->shape->first_slot[i] + f];
            if (e->fields[f].type == FL_TEXT && value->known)
                free((void *)value->s);
        }
    }
    fl_shape_unref(v->shape);
    free(v->values);
    free(v->entity_gen);
    memset(v, 0, sizeof *v);
}
