/* The family's options, filled from the rows in radiod.c; immutable. */
#ifndef FL_RADIOD_CONF_H
#define FL_RADIOD_CONF_H

#include <fairlead/conf.h>

enum { RADIOD_LISTED_MAX = 256, RADIOD_OWN_PRESETS_MAX = 64, RADIOD_PRESET_MAX = 31 };

struct radiod_channel_conf {
    const char *key, *name;
    int ssrc; /* 0: made from the key */
    double frequency;
    const char *preset;
    double low_edge, high_edge; /* both 0: the preset's */
    bool create;
    int lifetime; /* ms */
};

enum radiod_expose { RADIOD_EXPOSE_ALL, RADIOD_EXPOSE_LISTED };

struct radiod_conf {
    const char *group, *source;
    int ttl, sweep_interval, max_rate;
    struct fl_list channels; /* struct radiod_channel_conf */
    struct fl_list presets;  /* const char *: beside those that every server has */
    int expose;              /* enum radiod_expose */
};

#endif
