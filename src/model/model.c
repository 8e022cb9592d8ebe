/* The values of a device, and the rules for what is news about them. */
#include "model/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "model/shape_private.h"
#include "model/view.h"

/* Indices of entities by key, so that declaring is not quadratic: open addressing, a power of two,
 * at most half full. Retired entities stay in it: the same key gets the same index again. */
struct table {
    uint32_t *places; /* index + 1; 0: free */
    size_t cap;
};

struct fl_model {
    struct fl_shape *shape;
    struct fl_value *values; /* laid out by the shape's first_slot; texts owned */
    size_t value_count, value_cap;
    uint64_t *entity_gen;
    size_t entity_cap;
    uint64_t value_gen;
    struct table table;
    char **retired; /* keys of the holes, by index; NULL until the first */
    size_t retired_count;
};

struct fl_model *fl_model_create(void)
{
    struct fl_model *m = calloc(1, sizeof *m);
    if (!m)
        return NULL;
    m->shape = fl_shape_create();
    if (!m->shape) {
        free(m);
        return NULL;
    }
    return m;
}

static void value_clear(struct fl_value *v, enum fl_type type)
{
    if (type == FL_TEXT && v->known)
        free((void *)v->s);
    *v = (struct fl_value){0};
}

static void entity_clear(struct fl_model *m, size_t index)
{
    const struct fl_entity *e = &m->shape->entities[index];
    for (size_t i = 0; i < e->field_count; i++)
        value_clear(&m->values[m->shape->first_slot[index] + i], e->fields[i].type);
}

void fl_model_destroy(struct fl_model *m)
{
    if (!m)
        return;
    for (size_t i = 0; i < m->shape->entity_count; i++)
        entity_clear(m, i);
    fl_shape_unref(m->shape);
    for (size_t i = 0; i < m->retired_count; i++)
        free(m->retired[i]);
    free(m->retired);
    free(m->values);
    free(m->entity_gen);
    free(m->table.places);
    free(m);
}

/* --- keys ---------------------------------------------------------------------------------- */

bool fl_entity_key_ok(const char *key)
{
    static const char *const reserved[] = {"state", "availability", "set",   "do", "link",
                                           "event", "verdict",      "image", "id", NULL};
    if (!fl_key_ok(key) || key[0] == '_')
        return false;
    for (size_t i = 0; reserved[i]; i++)
        if (strcmp(key, reserved[i]) == 0)
            return false;
    return true;
}

static size_t key_hash(const char *key)
{
    uint64_t h = 0xcbf29ce484222325U; /* FNV-1a */
    for (; *key; key++)
        h = (h ^ (uint8_t)*key) * 0x100000001b3U;
    return (size_t)(h ^ (h >> 32));
}

static const char *key_of(const struct fl_model *m, size_t index)
{
    const char *key = m->shape->entities[index].key;
    return *key || index >= m->retired_count ? key : m->retired[index];
}

/* Where the key is, or the free place where it belongs. */
static size_t table_place(const struct fl_model *m, const char *key)
{
    size_t at = key_hash(key) & (m->table.cap - 1);
    while (m->table.places[at] && strcmp(key_of(m, m->table.places[at] - 1), key) != 0)
        at = (at + 1) & (m->table.cap - 1);
    return at;
}

static int table_find(const struct fl_model *m, const char *key)
{
    if (m->table.cap == 0)
        return -1;
    return (int)m->table.places[table_place(m, key)] - 1;
}

static bool table_reserve(struct fl_model *m)
{
    size_t count = m->shape->entity_count + 1;
    if (count * 2 <= m->table.cap)
        return true;
    struct table old = m->table;
    m->table.cap = old.cap ? old.cap * 2 : 16;
    m->table.places = calloc(m->table.cap, sizeof *m->table.places);
    if (!m->table.places) {
        m->table = old;
        return false;
    }
    for (size_t i = 0; i < old.cap; i++)
        if (old.places[i])
            m->table.places[table_place(m, key_of(m, old.places[i] - 1))] = old.places[i];
    free(old.places);
    return true;
}

/* --- declaring ------------------------------------------------------------------------------ */

static enum fl_err check_field(const struct fl_entity *e, size_t at, struct fl_error *err)
{
    const struct fl_field *f = &e->fields[at];
    const char *name = f->name ? f->name : "";
    if (f->type > FL_TEXT)
        return fl_fail(err, FL_E_RANGE, "entity %s: field %zu has no valid type", e->key, at);
    if (!*name && e->field_count > 1)
        return fl_fail(err, FL_E_RANGE, "entity %s: field %zu of a composite needs a name", e->key, at);
    for (size_t i = 0; i < at && e->field_count > 1; i++)
        if (strcmp(e->fields[i].name, name) == 0)
            return fl_fail(err, FL_E_RANGE, "entity %s: two fields are named %s", e->key, name);
    if (!(f->min <= f->max))
        return fl_fail(err, FL_E_RANGE, "entity %s: a minimum of %g is above %g", e->key, f->min, f->max);
    bool choices = f->choices && f->choices[0], commands = f->commands && f->commands[0];
    if (f->type == FL_ENUM && !choices && (!commands || (f->access & FL_READ)))
        return fl_fail(err, FL_E_RANGE, "entity %s: an enumeration without choices", e->key);
    return FL_OK;
}

static enum fl_err check_entity(const struct fl_model *m, const struct fl_entity *e, struct fl_error *err)
{
    if (!memchr(e->key, 0, sizeof e->key) || !fl_entity_key_ok(e->key))
        return fl_fail(err, FL_E_RANGE, "\"%.64s\" is no entity key: [a-z0-9_]{1,64}, not reserved", e->key);
    if (!memchr(e->name, 0, sizeof e->name))
        return fl_fail(err, FL_E_RANGE, "entity %s: the name is too long", e->key);
    if (e->kind >= FL_KIND_COUNT)
        return fl_fail(err, FL_E_RANGE, "entity %s: no such kind", e->key);
    if (!e->fields || e->field_count < 1 || e->field_count > FL_FIELDS_MAX)
        return fl_fail(err, FL_E_RANGE, "entity %s: 1 to %d fields, not %zu", e->key, FL_FIELDS_MAX,
                       e->field_count);
    if (e->part < 0 || (size_t)e->part >= m->shape->part_count)
        return fl_fail(err, FL_E_RANGE, "entity %s: there is no part %d", e->key, e->part);
    for (size_t i = 0; i < e->field_count; i++)
        if (check_field(e, i, err))
            return FL_E_RANGE;
    return FL_OK;
}

static bool make_writable(struct fl_model *m)
{
    struct fl_shape *s = fl_shape_writable(m->shape);
    if (s)
        m->shape = s;
    return s != NULL;
}

static bool reserve_values(struct fl_model *m, size_t count)
{
    if (count <= m->value_cap)
        return true;
    size_t cap = m->value_cap + m->value_cap / 2;
    if (cap < count)
        cap = count + 7;
    struct fl_value *values = realloc(m->values, cap * sizeof *values);
    if (!values)
        return false;
    m->values = values;
    m->value_cap = cap;
    return true;
}

static bool reserve_gens(struct fl_model *m, size_t count)
{
    if (count <= m->entity_cap)
        return true;
    size_t cap = count + count / 2 + 6;
    uint64_t *gens = realloc(m->entity_gen, cap * sizeof *gens);
    if (!gens)
        return false;
    m->entity_gen = gens;
    m->entity_cap = cap;
    return true;
}

/* A hole at the end, found by the key from now on. */
static bool add_hole(struct fl_model *m, const char *key)
{
    size_t index = m->shape->entity_count;
    if (!table_reserve(m) || !reserve_gens(m, index + 1) || !fl_shape_add_entity(m->shape, m->value_count))
        return false;
    m->entity_gen[index] = 0;
    m->table.places[table_place(m, key)] = (uint32_t)index + 1;
    return true;
}

static bool same_domain(const struct fl_entity *a, const struct fl_entity *b)
{
    if (a->field_count != b->field_count)
        return false;
    for (size_t i = 0; i < a->field_count; i++)
        if (a->fields[i].type != b->fields[i].type ||
            (a->fields[i].type == FL_ENUM && !fl_words_equal(a->fields[i].choices, b->fields[i].choices)))
            return false;
    return true;
}

/* Puts e (NULL: a hole) in the entity's place. Values whose meaning stays are kept. */
static bool replace(struct fl_model *m, size_t index, const struct fl_entity *e)
{
    const struct fl_entity *old = &m->shape->entities[index];
    size_t slot = m->shape->first_slot[index], had = old->field_count, has = e ? e->field_count : 0;
    bool keep = e && same_domain(old, e);
    if (!reserve_values(m, m->value_count - had + has))
        return false;
    if (!keep)
        entity_clear(m, index);
    if (!fl_shape_replace(m->shape, index, e))
        return false;
    if (!keep) {
        if (m->value_count > slot + had)
            memmove(&m->values[slot + has], &m->values[slot + had],
                    (m->value_count - slot - had) * sizeof *m->values);
        for (size_t i = 0; i < has; i++)
            m->values[slot + i] = (struct fl_value){0};
        m->value_count = m->value_count - had + has;
    }
    m->shape->gen++;
    m->entity_gen[index] = ++m->value_gen;
    return true;
}

enum fl_err fl_model_declare(struct fl_model *m, const struct fl_entity *e, int *index, struct fl_error *err)
{
    *index = -1;
    enum fl_err bad = check_entity(m, e, err);
    if (bad)
        return bad;
    int at = table_find(m, e->key);
    if (at >= 0 && fl_entity_equal(&m->shape->entities[at], e)) {
        *index = at;
        return FL_OK;
    }
    if (at < 0 && m->shape->entity_count >= FL_ENTITIES_MAX)
        return fl_fail(err, FL_E_FULL, "more than %d entities", FL_ENTITIES_MAX);
    bool ok = make_writable(m);
    if (ok && at < 0) {
        at = (int)m->shape->entity_count;
        ok = add_hole(m, e->key);
    }
    if (!ok || !replace(m, (size_t)at, e))
        return fl_fail(err, FL_E_NOMEM, "no memory for entity %s", e->key);
    if ((size_t)at < m->retired_count) {
        free(m->retired[at]);
        m->retired[at] = NULL;
    }
    *index = at;
    return FL_OK;
}

enum fl_err fl_model_part(struct fl_model *m, const struct fl_part *p, int *number, struct fl_error *err)
{
    *number = -1;
    if (*p->key && !fl_key_ok(p->key))
        return fl_fail(err, FL_E_RANGE, "\"%.64s\" is no part key: [a-z0-9_]{1,64}", p->key);
    int at = fl_shape_find_part(m->shape, p->key);
    struct fl_part clean = {0}; /* without what may lie behind the NULs, so that memcmp compares */
    bool fits = fl_copy(clean.key, sizeof clean.key, p->key) &&
                fl_copy(clean.name, sizeof clean.name, p->name) &&
                fl_copy(clean.maker, sizeof clean.maker, p->maker) &&
                fl_copy(clean.model, sizeof clean.model, p->model) &&
                fl_copy(clean.version, sizeof clean.version, p->version) &&
                fl_copy(clean.serial, sizeof clean.serial, p->serial);
    if (!fits)
        return fl_fail(err, FL_E_RANGE, "part %s: a text is too long", p->key);
    if (at >= 0 && memcmp(&m->shape->parts[at], &clean, sizeof clean) == 0) {
        *number = at;
        return FL_OK;
    }
    if (at < 0 && m->shape->part_count >= FL_PARTS_MAX)
        return fl_fail(err, FL_E_FULL, "more than %d parts", FL_PARTS_MAX);
    size_t place = at < 0 ? m->shape->part_count : (size_t)at;
    if (!make_writable(m) || !fl_shape_put_part(m->shape, place, &clean))
        return fl_fail(err, FL_E_NOMEM, "no memory for part %s", p->key);
    m->shape->gen++;
    *number = (int)place;
    return FL_OK;
}

static bool is_entity(const struct fl_model *m, int entity)
{
    return entity >= 0 && (size_t)entity < m->shape->entity_count && m->shape->entities[entity].fields;
}

/* Keeps the key of an entity that is about to become a hole. */
static bool remember(struct fl_model *m, size_t index)
{
    if (index >= m->retired_count) {
        size_t count = m->shape->entity_count;
        char **retired = realloc(m->retired, count * sizeof *retired);
        if (!retired)
            return false;
        memset(retired + m->retired_count, 0, (count - m->retired_count) * sizeof *retired);
        m->retired = retired;
        m->retired_count = count;
    }
    m->retired[index] = fl_strdup(m->shape->entities[index].key);
    return m->retired[index] != NULL;
}

void fl_model_retire(struct fl_model *m, int entity)
{
    if (!is_entity(m, entity) || !make_writable(m) || !remember(m, (size_t)entity))
        return;
    replace(m, (size_t)entity, NULL);
}

void fl_model_complete(struct fl_model *m)
{
    if (m->shape->complete || !make_writable(m))
        return;
    m->shape->complete = true;
    m->shape->gen++;
}

/* --- values ---------------------------------------------------------------------------------- */

static bool fits(const struct fl_field *f, const struct fl_value *v)
{
    if (!v->known)
        return false;
    switch (f->type) {
    case FL_REAL:
        return isfinite(v->r);
    case FL_TEXT:
        return v->s != NULL;
    case FL_ENUM:
        for (unsigned i = 0; f->choices && f->choices[i]; i++)
            if (i == v->e)
                return true;
        return false;
    case FL_BOOL:
    case FL_INT:
        return true;
    }
    return false;
}

/* Both known. A number that moved by less than the dead band counts as the same, and the old one
 * stays: so a slow drift adds up until it is news. */
static bool same(const struct fl_field *f, const struct fl_value *a, const struct fl_value *b)
{
    switch (f->type) {
    case FL_BOOL:
        return a->b == b->b;
    case FL_ENUM:
        return a->e == b->e;
    case FL_TEXT:
        return strcmp(a->s, b->s) == 0;
    case FL_INT:
        return a->i == b->i || fabs((double)a->i - (double)b->i) < f->deadband;
    case FL_REAL:
        return !(a->r < b->r || a->r > b->r) || fabs(a->r - b->r) < f->deadband;
    }
    return true;
}

bool fl_model_set(struct fl_model *m, int entity, size_t field, struct fl_value value)
{
    if (!is_entity(m, entity) || field >= m->shape->entities[entity].field_count)
        return false;
    const struct fl_field *f = &m->shape->entities[entity].fields[field];
    struct fl_value *v = &m->values[m->shape->first_slot[entity] + field];
    bool known = fits(f, &value);
    char text[FL_TEXT_MAX];
    if (known && f->type == FL_TEXT) {
        fl_copy(text, sizeof text, value.s); /* cut between two characters */
        value.s = text;
    }
    if (known == v->known && (!known || same(f, v, &value)))
        return false;
    if (known && f->type == FL_TEXT) {
        value.s = fl_strdup(text);
        known = value.s != NULL;
    }
    value_clear(v, f->type);
    if (known)
        *v = value;
    m->entity_gen[entity] = ++m->value_gen;
    return true;
}

struct fl_value fl_model_get(const struct fl_model *m, int entity, size_t field)
{
    if (!is_entity(m, entity) || field >= m->shape->entities[entity].field_count)
        return (struct fl_value){0};
    return m->values[m->shape->first_slot[entity] + field];
}

const struct fl_shape *fl_model_shape(const struct fl_model *m)
{
    return m->shape;
}

struct fl_shape *fl_model_share(const struct fl_model *m)
{
    return fl_shape_ref(m->shape);
}

uint64_t fl_model_value_gen(const struct fl_model *m)
{
    return m->value_gen;
}

/* --- copies ---------------------------------------------------------------------------------- */

static bool copy_value(struct fl_value *to, const struct fl_value *from, enum fl_type type)
{
    if (type != FL_TEXT) {
        *to = *from;
        return true;
    }
    if (to->known && from->known && strcmp(to->s, from->s) == 0)
        return true;
    value_clear(to, type);
    if (!from->known)
        return true;
    to->s = fl_strdup(from->s);
    to->known = to->s != NULL;
    return to->known;
}

/* Empty arrays for a new shape. The metrics and the state stay. */
static bool view_reshape(const struct fl_model *m, struct fl_view *view)
{
    struct fl_view fresh = *view;
    fresh.entity_count = m->shape->entity_count;
    fresh.value_count = m->value_count;
    fresh.values = calloc(m->value_count + 1, sizeof *fresh.values);
    fresh.entity_gen = calloc(fresh.entity_count + 1, sizeof *fresh.entity_gen);
    if (!fresh.values || !fresh.entity_gen) {
        free(fresh.values);
        free(fresh.entity_gen);
        return false;
    }
    fl_view_finish(view);
    fresh.shape = fl_shape_ref(m->shape);
    fresh.shape_gen = m->shape->gen;
    fresh.value_gen = 0;
    *view = fresh;
    return true;
}

enum fl_err fl_model_copy(const struct fl_model *m, struct fl_view *view)
{
    if ((!view->shape || view->shape_gen != m->shape->gen) && !view_reshape(m, view))
        return FL_E_NOMEM;
    if (view->value_gen == m->value_gen)
        return FL_OK;
    bool ok = true;
    for (size_t i = 0; i < view->entity_count; i++) {
        if (m->entity_gen[i] <= view->value_gen)
            continue;
        const struct fl_entity *e = &m->shape->entities[i];
        size_t slot = m->shape->first_slot[i];
        for (size_t f = 0; f < e->field_count; f++)
            ok &= copy_value(&view->values[slot + f], &m->values[slot + f], e->fields[f].type);
        view->entity_gen[i] = m->entity_gen[i];
    }
    if (!ok)
        return FL_E_NOMEM; /* value_gen stays, so the next copy tries again */
    view->value_gen = m->value_gen;
    return FL_OK;
}
