/* The family's options, filled from the rows in echonet.c; immutable. */
#ifndef FL_ECHONET_CONF_H
#define FL_ECHONET_CONF_H

#include <fairlead/conf.h>
#include <fairlead/error.h>

/* A property of a user's own: maker-specific EPCs, classes the table lacks. */
struct echonet_property_conf {
    int class_code; /* 0x0130 */
    int epc;        /* 0x80 .. 0xFF */
    const char *key, *name;
    int type; /* enum echonet_property_type: see echonet.c */
    int size; /* bytes of EDT; 0: any */
    double scale;
    const char *unit, *device_class;
    struct fl_list values; /* struct echonet_value_conf: code and name of a state */
    bool settable;
    int kind; /* enum echonet_kind */
};

struct echonet_value_conf {
    int code;
    const char *name;
};

enum echonet_property_type {
    ECHONET_CONF_NUMBER,
    ECHONET_CONF_SIGNED,
    ECHONET_CONF_SWITCH, /* 0x30 on, 0x31 off, unless values say otherwise */
    ECHONET_CONF_STATE,
    ECHONET_CONF_TEXT,
    ECHONET_CONF_HEX
};

struct echonet_conf {
    const char *host;                                              /* NULL: known by `identity` alone */
    int poll_state, poll_measurement, poll_counter, poll_identity; /* ms */
    struct fl_list properties;                                     /* struct echonet_property_conf */
};

enum fl_err echonet_conf_check(const void *conf, struct fl_error *err);

#endif
