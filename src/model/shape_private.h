/* What model.c may do to a shape: everything, as long as nobody shares it. Thread rule: as model.h. */
#ifndef FL_MODEL_SHAPE_PRIVATE_H
#define FL_MODEL_SHAPE_PRIVATE_H

#include "model/model.h"

struct fl_shape *fl_shape_create(void); /* with part 0, the device itself; NULL: no memory */

/* The same shape if the caller is its only owner, else a copy of it in the caller's place (whose
 * count is given up). NULL: no memory, and the caller still owns s. */
struct fl_shape *fl_shape_writable(struct fl_shape *s);

/* These want a writable shape; false: no memory, nothing changed. */
bool fl_shape_add_entity(struct fl_shape *s, size_t first_slot);                    /* a hole at the end */
bool fl_shape_replace(struct fl_shape *s, size_t index, const struct fl_entity *e); /* NULL: a hole */
bool fl_shape_put_part(struct fl_shape *s, size_t number, const struct fl_part *p); /* number <= part_count */

bool fl_entity_equal(const struct fl_entity *a, const struct fl_entity *b);
bool fl_words_equal(const char *const *a, const char *const *b); /* NULL-ended lists; NULL: none */

#endif
