/* The class table: what the properties of each class are called, how their bytes read, how often
 * they are worth asking and what they become in Home Assistant.
 *
 * echonet_classes.c is made from echonet_classes.json by tools/echonet-classes; everything here is
 * const. Thread rule: immutable. */
#ifndef FL_ECHONET_CLASS_H
#define FL_ECHONET_CLASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <fairlead/entity.h>

enum echonet_type {
    ECHONET_NUMBER,    /* raw x multiplier x 10^exponent x the coefficients */
    ECHONET_ENUM,      /* codes */
    ECHONET_BOOLEAN,   /* on, off */
    ECHONET_LEVEL,     /* raw - base + 1: 1..count */
    ECHONET_UNIT,      /* a coefficient: codes with a power of ten each */
    ECHONET_TIME,      /* hour, minute, or with second */
    ECHONET_DATE,      /* year (2), month, day */
    ECHONET_DATE_TIME, /* year (2), month, day, hour, minute, or with second */
    ECHONET_RAW,       /* min_size..size bytes that mean nothing to us */
    ECHONET_ASCII,     /* text, padded with 00 or spaces */
    ECHONET_LOCATION,  /* property 81 */
    ECHONET_ELAPSED,   /* property 9A: a unit and a number of it; read as seconds */
    ECHONET_BITMAP,    /* members: bits of one byte each */
    ECHONET_OBJECT,    /* members, one after the other */
    ECHONET_ARRAY,     /* min_items..count times the one member */
    ECHONET_ONE_OF     /* the first member that fits */
};

struct echonet_code { /* a state's code, or several in a row, and its word */
    uint64_t first, last;
    const char *word;
    int8_t exponent; /* ECHONET_UNIT */
    bool read_only;  /* never written */
};

struct echonet_data {
    enum echonet_type type;
    uint8_t size; /* bytes; 0: as long as what it holds, or a bitmap's bits */
    uint8_t min_size;
    bool is_signed;
    int8_t exponent;
    uint32_t multiplier; /* 0 counts as 1 */
    int64_t min, max;    /* raw, before scaling; beyond: no value */
    uint32_t base, on, off;
    uint8_t min_items, count, max_hour; /* max_hour 0: 23 */
    uint8_t multiply[3];                /* EPCs of the coefficients, ended by 0 */
    const char *unit;
    const struct echonet_code
        *codes; /* ENUM, UNIT: all; others: values that are none, ended by a NULL word */
    const struct echonet_member *members;
    uint8_t member_count;
};

struct echonet_member {
    const char *key, *name;
    const struct echonet_data *data;
    uint8_t byte, mask; /* of a bitmap */
    const char *device_class;
    enum fl_state_class state_class;
};

/* How often a property is worth asking for; the settings poll_state and so on give the periods. */
enum echonet_kind { ECHONET_STATE, ECHONET_MEASUREMENT, ECHONET_COUNTER, ECHONET_IDENTITY, ECHONET_KINDS };

enum echonet_rule { ECHONET_NO, ECHONET_OPTIONAL, ECHONET_CONDITIONAL, ECHONET_REQUIRED };

enum echonet_use {
    ECHONET_NOTHING, /* no entity: only the action `get` shows it, or the protocol needs it */
    ECHONET_SCALAR,  /* an entity of its own, by its description and whether it can be set */
    ECHONET_SPLIT,   /* an entity for each member */
    ECHONET_LIST,    /* an entity for each channel of a distribution board */
    ECHONET_BUTTON
};

struct echonet_property {
    uint8_t epc, selector; /* selector: to be written before this is read; 0: none */
    char since, until;     /* release letters; until 0: still so */
    enum echonet_rule get, set, inf;
    enum echonet_kind kind;
    enum echonet_use use;
    bool diagnostic, hidden, is_long; /* is_long: more than 32 bytes are expected */
    const char *key, *name;           /* "room_temperature", "Room temperature" */
    const char *device_class;
    enum fl_state_class state_class;
    const struct echonet_data *data;
};

struct echonet_class {
    uint16_t code;
    const char *key, *name;                    /* "home_air_conditioner", "Air conditioner" */
    const struct echonet_property *properties; /* by EPC, of one EPC the newest first */
    size_t count;
};

extern const struct echonet_class echonet_classes[];
extern const size_t echonet_class_count;

const struct echonet_class *echonet_class_find(uint16_t code); /* NULL: not in the table */
/* The class's own definition or the super class's (the node profile has none); c may be NULL.
 * release: the letter in the object's property 82, 0 if not known; of an EPC that had no definition
 * then, the newest is taken, because nodes often report a wrong letter. NULL: no such property. */
const struct echonet_property *echonet_class_property(const struct echonet_class *c, uint8_t epc,
                                                      char release);

#endif
