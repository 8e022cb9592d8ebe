/* Entities: the one thing a driver declares. Topics, payload parsing, range checks and Home
 * Assistant discovery are all made from the declaration, each in one place. */
#ifndef FL_ENTITY_H
#define FL_ENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    FL_KEY_MAX = 65,   /* [a-z0-9_]{1,64} and the NUL */
    FL_NAME_MAX = 64,  /* a person's words, UTF-8, with the NUL */
    FL_TEXT_MAX = 256, /* a text value, with the NUL */
    FL_FIELDS_MAX = 12 /* fields of one entity */
};

enum fl_type { FL_BOOL, FL_INT, FL_REAL, FL_ENUM, FL_TEXT };
enum { FL_READ = 1, FL_WRITE = 2 };

/* What it is to a person; one per Home Assistant platform used. The fields that a kind may have,
 * by name (the first field named is the one a plain value sets):
 *
 *   FL_SENSOR, FL_BINARY_SENSOR, FL_SWITCH, FL_NUMBER, FL_SELECT, FL_TEXT_BOX   any one field
 *   FL_LIGHT         state (bool); brightness (0..max)
 *   FL_COVER         state (enum open|opening|closed|closing|stopped, commands OPEN|CLOSE|STOP);
 *                    position (0 closed .. 100 open); tilt
 *   FL_CLIMATE       mode, temperature, current_temperature, current_humidity, target_humidity,
 *                    fan_mode, swing_mode, swing_horizontal_mode, preset_mode, action
 *   FL_FAN           state (bool); percentage (min..max: HA's speed range); preset_mode;
 *                    oscillation (bool); direction (enum forward|reverse)
 *   FL_LOCK          state (enum LOCKED|UNLOCKED|LOCKING|UNLOCKING|JAMMED, commands LOCK|UNLOCK)
 *   FL_WATER_HEATER  mode, temperature, current_temperature
 *   FL_BUTTON        one write-only field; any payload presses it
 *   FL_IMAGE         one read-only field; its bytes go out by fl_io_image() */
enum fl_kind {
    FL_SENSOR,
    FL_BINARY_SENSOR,
    FL_SWITCH,
    FL_LIGHT,
    FL_COVER,
    FL_CLIMATE,
    FL_FAN,
    FL_LOCK,
    FL_WATER_HEATER,
    FL_NUMBER,
    FL_SELECT,
    FL_TEXT_BOX,
    FL_BUTTON,
    FL_IMAGE,
    FL_KIND_COUNT
};

enum fl_state_class { FL_PLAIN, FL_MEASUREMENT, FL_TOTAL, FL_TOTAL_INCREASING };

struct fl_field {     /* one value: "state", "brightness", "position", "mode", ... */
    const char *name; /* member name in the JSON of a composite */
    enum fl_type type;
    enum fl_state_class state_class; /* a measurement drifts by itself: published at intervals */
    unsigned access;                 /* FL_READ | FL_WRITE */
    double min, max, step;           /* numbers: checked before a command is queued; min == max: any.
                                      * step is also the rounding of what is published; 0: none */
    double deadband;                 /* a change smaller than this is not news */
    const char *unit;                /* Home Assistant's spelling, or NULL */
    const char *const *choices;      /* FL_ENUM: what it reads, NULL-terminated */
    const char *const *commands;     /* FL_ENUM: what set takes, if other words than choices
                                      * (a cover's OPEN, CLOSE, STOP); the value's e indexes these */
};

/* One field: a scalar, published as plain text. Several: a composite, published as JSON.
 * Declaring copies all of it (fields, units, choices), so it may depend on the device. */
struct fl_entity {
    char key[FL_KEY_MAX];   /* unique in the device, never given a new meaning */
    char name[FL_NAME_MAX]; /* without the device's name; "": the device's main entity */
    enum fl_kind kind;
    const char *device_class; /* Home Assistant's word, or NULL */
    const struct fl_field *fields;
    size_t field_count; /* 1..FL_FIELDS_MAX */
    bool diagnostic;    /* a technical value; settable ones become Home Assistant's "config" */
    bool hidden;        /* disabled in Home Assistant until the user wants it */
    bool momentary;     /* setting it is an act (pulse, button): never merged, never repeated */
    int part;           /* 0: the device itself; else from fl_io_part(): an object, a channel */
    uint32_t group;     /* waiting commands of one group go out together: module, object, SSRC */
    uint32_t tag;       /* the driver's own address in it: output, EPC, TLV */
};

/* Entities that form a Home Assistant device of their own below their device's. The part with the
 * empty key is the device itself. "" anywhere else: not known. */
struct fl_part {
    char key[FL_KEY_MAX];
    char name[FL_NAME_MAX];
    char maker[64];
    char model[64];
    char version[32];
    char serial[64];
};

struct fl_value {
    bool known; /* false: never heard, or no value now; null in JSON, None as plain text */
    union {
        bool b;
        int64_t i;
        double r;
        unsigned e;    /* index into choices (in a command: into commands, if there are any) */
        const char *s; /* borrowed for the call */
    };
};

#endif
