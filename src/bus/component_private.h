/* What the files of component share: how an entity's fields become options of Home Assistant.
 * Thread rule: any thread; nothing is kept. */
#ifndef FL_BUS_COMPONENT_PRIVATE_H
#define FL_BUS_COMPONENT_PRIVATE_H

#include <fairlead/entity.h>

#include "bus/fill.h"
#include "bus/topics.h"

struct component {
    struct fl_fill fill;
    const struct fl_entity *entity;
    const char *device_class; /* NULL: none, or of another kind */
    bool snapshot;            /* its state is read from the device's snapshot */
    bool commands;            /* a command topic was given */
    char state_topic[FL_TOPIC_MAX], set_topic[FL_TOPIC_MAX];
};

enum { TEMPLATE_MAX = 512 };

/* Some platforms complain about "None" where a number should be, but ignore an empty text. */
enum unknown { UNKNOWN_NONE, UNKNOWN_BLANK };

/* Which words a list may hold; Home Assistant refuses one with any other. */
struct vocabulary {
    const char *const *known; /* NULL: any */
    const char *but;          /* NULL: none */
};

#define BIT(type) (1u << (type))
#define NUMBERS   (BIT(FL_INT) | BIT(FL_REAL))

struct component_row { /* what a field becomes; NULL: there is no such option */
    const char *field; /* NULL: the end */
    unsigned types;
    enum unknown unknown;
    const char *state_topic, *state_template, *command_topic, *command_template;
    const char *list;                 /* option for its words */
    const struct vocabulary *allowed; /* with a list */
    bool reads_first;                 /* the command option needs the state option */
    bool sets_first;                  /* the state option needs the command option */
};

/* component_rows.c: of each composite, ended by a row without a field. */
extern const struct component_row fl_cover_rows[];
extern const struct component_row fl_climate_rows[];
extern const struct component_row fl_fan_rows[];
extern const struct component_row fl_lock_rows[];
extern const struct component_row fl_heater_rows[];
extern const struct component_row fl_basic_light_rows[];
extern const struct component_row fl_json_light_rows[];
extern const struct vocabulary fl_any_word;

/* component_kinds.c */
struct platform {
    const char *name;
    void (*add)(struct component *c);
    unsigned types;                   /* of the first field; 0: any */
    unsigned access;                  /* of the first field, at least */
    const struct component_row *rows; /* instead: the first row's field must be there and settable */
    bool reads_only;                  /* its technical values are "diagnostic", the others' "config" */
};

extern const struct platform fl_platforms[FL_KIND_COUNT];

/* component_fields.c */

static inline bool is_readable(const struct fl_field *f)
{
    return f && f->access & FL_READ;
}

static inline bool is_settable(const struct fl_field *f)
{
    return f && f->access & FL_WRITE;
}

bool fl_component_is_among(const char *const *words, const char *word); /* words NULL: none */
/* The words of a choice: what it takes, then what else it may read. NULL: no memory. */
cJSON *fl_component_words(const struct fl_field *f, const struct vocabulary *v);
const struct fl_field *fl_component_field_named(const struct fl_entity *e, const char *name); /* or NULL */
/* The row's field, if the entity has it in a type that fits; a scalar's only field is the first
 * row's, whatever its name. */
const struct fl_field *fl_component_field(const struct fl_entity *e, const struct component_row *rows,
                                          const struct component_row *row);
void fl_component_add_row(struct component *c, const struct component_row *row, const struct fl_field *f);
void fl_component_add_rows(struct component *c, const struct component_row *rows);

#endif
