/* Shapes: the declared entities and parts, counted, immutable once shared.
 *
 * An entity's fields, units and choices are copied into one block, so that it is freed at once and
 * costs one allocation. */
#include "model/shape_private.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

struct box { /* what is behind every struct fl_shape */
    struct fl_shape shape;
    atomic_size_t refs;
    size_t entity_cap, part_cap;
};

static struct box *box_of(struct fl_shape *s)
{
    return (struct box *)s;
}

struct fl_shape *fl_shape_create(void)
{
    struct box *b = calloc(1, sizeof *b);
    if (!b)
        return NULL;
    atomic_init(&b->refs, 1);
    b->shape.gen = 1;
    if (!fl_shape_put_part(&b->shape, 0, &(struct fl_part){0})) {
        free(b);
        return NULL;
    }
    return &b->shape;
}

struct fl_shape *fl_shape_ref(struct fl_shape *s)
{
    atomic_fetch_add_explicit(&box_of(s)->refs, 1, memory_order_relaxed);
    return s;
}

void fl_shape_unref(struct fl_shape *s)
{
    if (!s || atomic_fetch_sub_explicit(&box_of(s)->refs, 1, memory_order_acq_rel) != 1)
        return;
    for (size_t i = 0; i < s->entity_count; i++)
        free((void *)s->entities[i].fields); /* the block that also holds the texts */
    free(s->entities);
    free(s->first_slot);
    free(s->parts);
    free(box_of(s));
}

int fl_shape_find(const struct fl_shape *s, const char *key)
{
    if (!*key)
        return -1; /* holes have an empty key */
    for (size_t i = 0; i < s->entity_count; i++)
        if (strcmp(s->entities[i].key, key) == 0)
            return (int)i;
    return -1;
}

int fl_shape_find_part(const struct fl_shape *s, const char *key)
{
    for (size_t i = 0; i < s->part_count; i++)
        if (strcmp(s->parts[i].key, key) == 0)
            return (int)i;
    return -1;
}

/* --- comparison --------------------------------------------------------------------------- */

static bool text_equal(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool fl_words_equal(const char *const *a, const char *const *b)
{
    if (!a || !b)
        return a == b;
    size_t i = 0;
    while (a[i] && b[i] && strcmp(a[i], b[i]) == 0)
        i++;
    return !a[i] && !b[i];
}

static bool number_equal(double a, double b)
{
    return !(a < b) && !(a > b);
}

static bool field_equal(const struct fl_field *a, const struct fl_field *b)
{
    return text_equal(a->name ? a->name : "", b->name ? b->name : "") && a->type == b->type &&
           a->state_class == b->state_class && a->access == b->access && number_equal(a->min, b->min) &&
           number_equal(a->max, b->max) && number_equal(a->step, b->step) &&
           number_equal(a->deadband, b->deadband) && text_equal(a->unit, b->unit) &&
           fl_words_equal(a->choices, b->choices) && fl_words_equal(a->commands, b->commands);
}

bool fl_entity_equal(const struct fl_entity *a, const struct fl_entity *b)
{
    if (strcmp(a->key, b->key) != 0 || strcmp(a->name, b->name) != 0 || a->kind != b->kind ||
        !text_equal(a->device_class, b->device_class) || a->field_count != b->field_count ||
        a->diagnostic != b->diagnostic || a->hidden != b->hidden || a->momentary != b->momentary ||
        a->part != b->part || a->group != b->group || a->tag != b->tag)
        return false;
    for (size_t i = 0; i < a->field_count; i++)
        if (!field_equal(&a->fields[i], &b->fields[i]))
            return false;
    return true;
}

/* --- copying an entity into one block: fields, then pointers, then characters ---------------- */

struct block {
    struct fl_field *fields;
    const char **pointers;
    char *chars;
};

static size_t words_count(const char *const *words)
{
    size_t n = 0;
    while (words && words[n])
        n++;
    return n;
}

static size_t words_size(const char *const *words)
{
    size_t size = 0;
    for (size_t i = 0; words && words[i]; i++)
        size += strlen(words[i]) + 1;
    return size;
}

static size_t pointers_needed(const char *const *words)
{
    return words ? words_count(words) + 1 : 0;
}

static bool block_alloc(struct block *b, const struct fl_entity *e)
{
    size_t pointers = 0, chars = e->device_class ? strlen(e->device_class) + 1 : 0;
    for (size_t i = 0; i < e->field_count; i++) {
        const struct fl_field *f = &e->fields[i];
        pointers += pointers_needed(f->choices) + pointers_needed(f->commands);
        chars += (f->name ? strlen(f->name) : 0) + 1 + (f->unit ? strlen(f->unit) + 1 : 0) +
                 words_size(f->choices) + words_size(f->commands);
    }
    b->fields = malloc(e->field_count * sizeof *b->fields + pointers * sizeof *b->pointers + chars);
    if (!b->fields)
        return false;
    b->pointers = (const char **)(b->fields + e->field_count);
    b->chars = (char *)(b->pointers + pointers);
    return true;
}

static const char *block_text(struct block *b, const char *text)
{
    if (!text)
        return NULL;
    size_t size = strlen(text) + 1;
    char *at = memcpy(b->chars, text, size);
    b->chars += size;
    return at;
}

static const char *const *block_words(struct block *b, const char *const *words)
{
    if (!words)
        return NULL;
    const char **at = b->pointers;
    for (size_t i = 0; words[i]; i++)
        *b->pointers++ = block_text(b, words[i]);
    *b->pointers++ = NULL;
    return at;
}

static bool entity_copy(struct fl_entity *out, const struct fl_entity *e)
{
    struct block b;
    if (!block_alloc(&b, e))
        return false;
    struct fl_field *fields = b.fields;
    for (size_t i = 0; i < e->field_count; i++) {
        fields[i] = e->fields[i];
        fields[i].name = block_text(&b, e->fields[i].name ? e->fields[i].name : "");
        fields[i].unit = block_text(&b, e->fields[i].unit);
        fields[i].choices = block_words(&b, e->fields[i].choices);
        fields[i].commands = block_words(&b, e->fields[i].commands);
    }
    *out = *e;
    out->fields = fields;
    out->device_class = block_text(&b, e->device_class);
    return true;
}

/* --- changing ------------------------------------------------------------------------------ */

static struct fl_shape *shape_copy(const struct fl_shape *s)
{
    struct fl_shape *copy = fl_shape_create();
    if (!copy)
        return NULL;
    bool ok = true;
    for (size_t i = 0; ok && i < s->part_count; i++)
        ok = fl_shape_put_part(copy, i, &s->parts[i]);
    for (size_t i = 0; ok && i < s->entity_count; i++) {
        ok = fl_shape_add_entity(copy, s->first_slot[i]);
        if (ok && s->entities[i].fields)
            ok = fl_shape_replace(copy, i, &s->entities[i]);
    }
    if (!ok) {
        fl_shape_unref(copy);
        return NULL;
    }
    copy->gen = s->gen;
    copy->complete = s->complete;
    return copy;
}

struct fl_shape *fl_shape_writable(struct fl_shape *s)
{
    if (atomic_load_explicit(&box_of(s)->refs, memory_order_acquire) == 1)
        return s;
    struct fl_shape *copy = shape_copy(s);
    if (copy)
        fl_shape_unref(s);
    return copy;
}

static size_t grown(size_t cap)
{
    return cap < 8 ? 8 : cap + cap / 2;
}

bool fl_shape_add_entity(struct fl_shape *s, size_t first_slot)
{
    struct box *b = box_of(s);
    if (s->entity_count == b->entity_cap) {
        size_t cap = grown(b->entity_cap);
        struct fl_entity *entities = realloc(s->entities, cap * sizeof *entities);
        if (!entities)
            return false;
        s->entities = entities;
        size_t *slots = realloc(s->first_slot, cap * sizeof *slots);
        if (!slots)
            return false;
        s->first_slot = slots;
        b->entity_cap = cap;
    }
    s->entities[s->entity_count] = (struct fl_entity){0};
    s->first_slot[s->entity_count++] = first_slot;
    return true;
}

/* The slots of all entities behind this one move with its number of fields. */
bool fl_shape_replace(struct fl_shape *s, size_t index, const struct fl_entity *e)
{
    struct fl_entity *old = &s->entities[index];
    struct fl_entity copy = {0};
    if (e && !entity_copy(&copy, e))
        return false;
    if (copy.field_count != old->field_count)
        for (size_t i = index + 1; i < s->entity_count; i++)
            s->first_slot[i] = s->first_slot[i] - old->field_count + copy.field_count;
    free((void *)old->fields);
    *old = copy;
    return true;
}

bool fl_shape_put_part(struct fl_shape *s, size_t number, const struct fl_part *p)
{
    struct box *b = box_of(s);
    if (number == b->part_cap) {
        size_t cap = number ? number * 2 : 1;
        struct fl_part *parts = realloc(s->parts, cap * sizeof *parts);
        if (!parts)
            return false;
        s->parts = parts;
        b->part_cap = cap;
    }
    s->parts[number] = *p;
    if (number == s->part_count)
        s->part_count++;
    return true;
}
