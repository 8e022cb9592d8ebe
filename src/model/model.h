/* A device's entities and values: declared and set by its driver, copied for readers.
 *
 * The shape (what there is) is immutable once shared, and counted; the values change under it.
 * Every change of an entity's value beyond its dead band raises value_gen and stamps the entity
 * with it: a reader that remembers a generation knows what is newer. No lock of its own: the
 * link's lock, or a test's single thread. Memory is bounded by FL_ENTITIES_MAX. */
#ifndef FL_MODEL_MODEL_H
#define FL_MODEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <fairlead/entity.h>
#include <fairlead/error.h>

enum { FL_ENTITIES_MAX = 65536, FL_PARTS_MAX = 4096 };

/* The entities and parts at one moment. Indices are stable for the life of the model: a retired
 * entity leaves a hole (entity.key is ""). */
struct fl_shape {
    uint64_t gen;  /* rises with every declaration that changes something */
    bool complete; /* the driver said that all there are have been declared */
    size_t entity_count, part_count;
    struct fl_entity *entities; /* by index; strings and fields owned by the shape */
    size_t *first_slot;         /* index of an entity's first value */
    struct fl_part *parts;      /* parts[0] is the device itself */
};

struct fl_shape *fl_shape_ref(struct fl_shape *s);            /* any thread; counted atomically */
void fl_shape_unref(struct fl_shape *s);                      /* NULL is fine */
int fl_shape_find(const struct fl_shape *s, const char *key); /* entity index; -1: none */
int fl_shape_find_part(const struct fl_shape *s, const char *key);

struct fl_model;

struct fl_model *fl_model_create(void); /* NULL: no memory */
void fl_model_destroy(struct fl_model *m);

/* FL_E_RANGE with words: a bad or reserved key, no or too many fields, a name used twice, an ENUM
 * without choices, a part that is not there. The same declaration again changes nothing. */
enum fl_err fl_model_declare(struct fl_model *m, const struct fl_entity *e, int *index, struct fl_error *err);
enum fl_err fl_model_part(struct fl_model *m, const struct fl_part *p, int *number, struct fl_error *err);
void fl_model_retire(struct fl_model *m, int entity);
void fl_model_complete(struct fl_model *m);

/* True: it was news (beyond the dead band, or known against unknown). A value that does not fit
 * the field (NaN, infinity, an index beyond the choices) becomes unknown. Texts are copied, cut
 * to FL_TEXT_MAX - 1 bytes. */
bool fl_model_set(struct fl_model *m, int entity, size_t field, struct fl_value value);
struct fl_value fl_model_get(const struct fl_model *m, int entity,
                             size_t field); /* text: until the next set */

const struct fl_shape *fl_model_shape(const struct fl_model *m);
struct fl_shape *fl_model_share(const struct fl_model *m); /* counted: fl_shape_unref() */
uint64_t fl_model_value_gen(const struct fl_model *m);

bool fl_entity_key_ok(const char *key); /* not reserved, no leading "_", [a-z0-9_]{1,64} */

/* Copies all that is newer into arrays laid out like the shape's slots; see view.h. */
struct fl_view;
enum fl_err fl_model_copy(const struct fl_model *m, struct fl_view *view);

#endif
