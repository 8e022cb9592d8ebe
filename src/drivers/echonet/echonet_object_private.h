/* What the files of an object share: echonet_object.c keeps the bytes, echonet_entity.c makes
 * entities of them, echonet_composite.c knows those of several properties, echonet_list.c those of
 * channels, echonet_own.c the user's properties, echonet_part.c the nameplate. */
#ifndef FL_ECHONET_OBJECT_PRIVATE_H
#define FL_ECHONET_OBJECT_PRIVATE_H

#include <fairlead/driver.h>

#include "echonet_object.h"
#include "echonet_value.h"

enum {
    ECHONET_EPCS = 128, /* 80 .. FF */
    ECHONET_PENDING_MAX = 8,
    ECHONET_REFUSED_MAX = 32,
    ECHONET_WORDS_MAX = 128,
    EPC_POWER = 0x80,
    POWER_ON = 0x30,
    POWER_OFF = 0x31
};

struct echonet_field;
struct echonet_entity;

/* Words on offer, in order: an fl_value's e is an index into them. */
struct echonet_offer {
    const char *words[ECHONET_WORDS_MAX + 1]; /* ended by NULL */
    size_t count;
};

/* The writes that a command needs, as they are collected. */
struct echonet_plan {
    struct echonet_write *writes; /* ECHONET_WRITES_MAX */
    size_t count;
    bool full;
};

/* How a field reads and writes. */
struct echonet_way {
    /* type, limits, unit; words (NULL-ended) go to read and set, which live as long as out */
    void (*describe)(const struct echonet_object *o, const struct echonet_field *f, struct fl_field *out,
                     struct echonet_offer *read, struct echonet_offer *set);
    struct fl_value (*read)(const struct echonet_object *o, const struct echonet_field *f,
                            char buf[static FL_TEXT_MAX]);
    bool (*write)(const struct echonet_object *o, const struct echonet_field *f, struct fl_value v,
                  struct echonet_plan *plan); /* false: no EDT stands for this */
    uint8_t also[2];                          /* further EPCs that it reads; 0: none */
};

struct echonet_field {
    const char *name;
    const struct echonet_way *way;
    const struct echonet_property *property;
    const struct echonet_data *data;  /* the property's, or its member's */
    int member;                       /* -1: the whole EDT; of a list: of its items */
    unsigned channel;                 /* of a list; 0: none */
    const struct echonet_code *codes; /* of a choice */
    size_t code_count;
    int64_t min, max; /* instead of the description's; equal: none. An SNA narrows them */
    enum fl_state_class state_class;
};

struct echonet_entity {
    int index; /* fl_io_entity()'s; -1: not declared */
    enum fl_kind kind;
    const char *key, *name;               /* behind the part's key; name: "" for the object's main entity */
    const char *member_key, *member_name; /* NULL: the whole property */
    unsigned number;                      /* behind key and name: a channel; 0: none */
    const char *device_class;
    bool diagnostic, hidden, momentary;
    size_t first, count; /* in the object's fields */
};

struct echonet_stored {
    uint8_t *edt;
    uint8_t len;
    bool heard; /* once, at least */
};

struct echonet_refusal {
    uint8_t epc, len;
    uint8_t edt[4];
};

struct echonet_own; /* a property of the user's own */

struct echonet_object {
    uint32_t eoj;
    const struct echonet_class *class; /* NULL: the table does not have it */
    struct echonet_own *own;
    size_t own_count;
    struct echonet_map announced, settable, gettable;
    struct echonet_stored stored[ECHONET_EPCS];
    struct echonet_write pending[ECHONET_PENDING_MAX];
    size_t pending_count;
    struct echonet_refusal refused[ECHONET_REFUSED_MAX];
    size_t refused_count;
    int64_t low, high; /* the set point's limits, narrowed; equal: not yet */
    struct echonet_entity *entities;
    size_t entity_count, entity_cap;
    struct echonet_field *fields;
    size_t field_count, field_cap;
    size_t several;
    int part; /* -1: not declared */
};

/* --- echonet_object.c --------------------------------------------------------------------------- */
const struct echonet_property *echonet_object_property(const struct echonet_object *o, uint8_t epc);
/* What is shown: a write that is pending, else the node's word. */
struct fl_span echonet_object_shown(const struct echonet_object *o, uint8_t epc);
bool echonet_object_is(const struct echonet_object *o, uint8_t epc, uint8_t value); /* shown, one byte */
struct echonet_factor echonet_object_factor(const void *object, const struct echonet_data *d);
bool echonet_object_has_refused(const struct echonet_object *o, uint8_t epc, uint64_t code);
bool echonet_object_can_set(const struct echonet_object *o, uint8_t epc);
bool echonet_object_can_get(const struct echonet_object *o, uint8_t epc); /* and was heard */
bool echonet_plan_add(struct echonet_plan *plan, uint8_t epc, const uint8_t *edt, size_t len, bool momentary);

/* --- echonet_entity.c --------------------------------------------------------------------------- */
/* Makes the lists of entities and fields from what is known now. */
void echonet_entities_collect(struct echonet_object *o);
void echonet_entities_declare(struct echonet_object *o, struct fl_io *io);
void echonet_entities_refresh(const struct echonet_object *o, struct fl_io *io, uint8_t epc); /* 0: all */
void echonet_entity_declare(struct echonet_object *o, struct fl_io *io, struct echonet_entity *e);
struct echonet_entity *echonet_entity_add(struct echonet_object *o, const struct echonet_entity *e,
                                          const struct echonet_field *fields);
extern const struct echonet_way echonet_plain, echonet_words;

/* --- echonet_composite.c ------------------------------------------------------------------------ */
void echonet_composites_collect(struct echonet_object *o);
bool echonet_composite_covers(const struct echonet_object *o, uint8_t epc); /* needs no entity of its own */
bool echonet_composite_uses(const struct echonet_object *o, uint8_t epc);
bool echonet_cover_shows(const struct echonet_object *o, const struct echonet_write *w, bool *shown);

/* --- echonet_list.c ----------------------------------------------------------------------------- */
void echonet_list_collect(struct echonet_object *o, const struct echonet_property *p);

/* --- echonet_own.c -------------------------------------------------------------------------------- */
bool echonet_own_create(struct echonet_object *o, const struct echonet_conf *conf);
void echonet_own_destroy(struct echonet_object *o);
const struct echonet_property *echonet_own_property(const struct echonet_object *o, size_t index);

/* --- echonet_part.c ------------------------------------------------------------------------------- */
void echonet_part_key(const struct echonet_object *o, char key[static FL_KEY_MAX]);
void echonet_part_fill(const struct echonet_object *o, struct fl_part *part);

#endif
