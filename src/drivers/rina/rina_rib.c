/* A sorted array of encoded objects. */
#include "rina_rib.h"

#include <stdlib.h>
#include <string.h>

enum { OBJECT_OVERHEAD = 64 }; /* an object's numbers, tags and lengths in either codec, with room to spare */

struct rina_rib_object {
    struct fl_span name; /* in bytes */
    enum rina_codec codec;
    size_t len;
    uint8_t bytes[];
};

static int compare(struct fl_span a, struct fl_span b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.data, b.data, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

size_t rina_rib_from(const struct rina_rib *rib, struct fl_span name)
{
    size_t low = 0, high = rib->count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (compare(rib->objects[mid]->name, name) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool is_at(const struct rina_rib *rib, size_t at, struct fl_span name)
{
    return at < rib->count && compare(rib->objects[at]->name, name) == 0;
}

void rina_rib_clear(struct rina_rib *rib)
{
    for (size_t i = 0; i < rib->count; i++)
        free(rib->objects[i]);
    free(rib->objects);
    *rib = (struct rina_rib){0};
}

static size_t room_for(const struct rina_object *o)
{
    const struct rina_value *v = &o->value;
    size_t data = v->kind == RINA_V_STRUCT ? v->map.data.len : 0;
    if (v->kind == RINA_V_STRING || v->kind == RINA_V_BYTES)
        data = v->bytes.len;
    return o->name.len + o->class.len + data + OBJECT_OVERHEAD;
}

/* NULL: no memory. */
static struct rina_rib_object *encode(enum rina_codec codec, const struct rina_object *object)
{
    size_t cap = room_for(object);
    struct rina_rib_object *o = malloc(sizeof *o + cap);
    if (!o)
        return NULL;
    struct fl_writer w = fl_writer_of(o->bytes, cap);
    struct rina_object again;
    rina_put(&rina_object_type, codec, &w, object);
    o->codec = codec;
    o->len = w.len;
    if (w.bad || rina_get_all(&rina_object_type, codec, (struct fl_span){o->bytes, o->len}, &again)) {
        free(o);
        return NULL;
    }
    o->name = again.name;
    return o;
}

static bool grow(struct rina_rib *rib)
{
    if (rib->count < rib->cap)
        return true;
    size_t cap = rib->cap ? rib->cap * 2 : 16;
    struct rina_rib_object **objects = realloc(rib->objects, cap * sizeof(struct rina_rib_object *));
    if (!objects)
        return false;
    rib->objects = objects;
    rib->cap = cap;
    return true;
}

static void take_out(struct rina_rib *rib, size_t at)
{
    rib->bytes -= rib->objects[at]->len;
    free(rib->objects[at]);
    rib->count--;
    memmove(&rib->objects[at], &rib->objects[at + 1], (rib->count - at) * sizeof(struct rina_rib_object *));
}

void rina_rib_remove(struct rina_rib *rib, struct fl_span name)
{
    size_t at = rina_rib_from(rib, name);
    if (is_at(rib, at, name))
        take_out(rib, at);
}

void rina_rib_put(struct rina_rib *rib, enum rina_codec codec, const struct rina_object *object)
{
    rina_rib_remove(rib, object->name);
    struct rina_rib_object *o = encode(codec, object);
    if (!o || rib->count == RINA_RIB_OBJECTS_MAX || o->len > RINA_RIB_BYTES_MAX - rib->bytes || !grow(rib)) {
        free(o);
        rib->cut = true;
        return;
    }
    size_t at = rina_rib_from(rib, o->name);
    memmove(&rib->objects[at + 1], &rib->objects[at], (rib->count - at) * sizeof(struct rina_rib_object *));
    rib->objects[at] = o;
    rib->count++;
    rib->bytes += o->len;
}

enum fl_err rina_rib_replace(struct rina_rib *rib, enum rina_codec codec, struct fl_span snapshot)
{
    struct rina_snapshot s;
    struct rina_object object;
    if (rina_get_all(&rina_snapshot_type, codec, snapshot, &s))
        return FL_E_FORMAT;
    rina_rib_clear(rib);
    while (rina_next(&s.objects, &rina_object_type, &object)) {
        rina_rib_put(rib, codec, &object);
        if (object.version > rib->version)
            rib->version = object.version;
    }
    return FL_OK;
}

size_t rina_rib_count(const struct rina_rib *rib)
{
    return rib->count;
}

bool rina_rib_at(const struct rina_rib *rib, size_t index, struct rina_object *out)
{
    if (index >= rib->count)
        return false;
    const struct rina_rib_object *o = rib->objects[index];
    return rina_get_all(&rina_object_type, o->codec, (struct fl_span){o->bytes, o->len}, out) == FL_OK;
}

bool rina_rib_find(const struct rina_rib *rib, struct fl_span name, struct rina_object *out)
{
    size_t at = rina_rib_from(rib, name);
    return is_at(rib, at, name) && rina_rib_at(rib, at, out);
}
