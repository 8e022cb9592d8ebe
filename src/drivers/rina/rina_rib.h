/* The member's copy of the bootstrap's Resource Information Base: objects by name, each kept as it was
 * encoded. Bounded: a peer cannot make it grow without end. Thread rule: one thread, or the link's
 * lock. */
#ifndef FL_DRIVERS_RINA_RIB_H
#define FL_DRIVERS_RINA_RIB_H

#include "rina_codec.h"

enum { RINA_RIB_OBJECTS_MAX = 4096, RINA_RIB_BYTES_MAX = 1024 * 1024 };

struct rina_rib_object;

struct rina_rib {                     /* zeroed: empty */
    struct rina_rib_object **objects; /* sorted by name */
    size_t count, cap, bytes;
    uint64_t version; /* to ask for changes since; 0: none */
    bool cut;         /* something found no room */
};

void rina_rib_clear(struct rina_rib *rib);
/* Adds the object or replaces the one of its name. */
void rina_rib_put(struct rina_rib *rib, enum rina_codec codec, const struct rina_object *object);
void rina_rib_remove(struct rina_rib *rib, struct fl_span name);
/* A snapshot takes the place of everything; version: the highest in it. FL_E_FORMAT: it is none, and
 * nothing has changed. */
enum fl_err rina_rib_replace(struct rina_rib *rib, enum rina_codec codec, struct fl_span snapshot);

size_t rina_rib_count(const struct rina_rib *rib);
/* The index-th by name; its spans are valid until the copy changes. */
bool rina_rib_at(const struct rina_rib *rib, size_t index, struct rina_object *out);
bool rina_rib_find(const struct rina_rib *rib, struct fl_span name, struct rina_object *out);
/* Index of the first object whose name is not before `name`. */
size_t rina_rib_from(const struct rina_rib *rib, struct fl_span name);

#endif
